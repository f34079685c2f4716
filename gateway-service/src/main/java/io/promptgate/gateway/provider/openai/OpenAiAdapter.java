package io.promptgate.gateway.provider.openai;

import com.fasterxml.jackson.core.JsonParser;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.event.Usage;
import io.promptgate.gateway.edge.Members;
import io.promptgate.gateway.edge.Members.Member;
import io.promptgate.gateway.provider.ChatRequest;
import io.promptgate.gateway.provider.ProviderAdapter;
import io.promptgate.gateway.provider.StreamTranslator;
import io.promptgate.gateway.provider.UpstreamFault;
import io.promptgate.gateway.provider.WholeResult;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The providers that speak OpenAI's own language: bytes through, both ways. */
public final class OpenAiAdapter implements ProviderAdapter {

    @Override
    public String chatPath() {
        return "/chat/completions";
    }

    @Override
    public byte[] request(ChatRequest request) {
        return OpenAiRequest.from(request);
    }

    @Override
    public WholeResult whole(ChatRequest request, byte[] body) {
        try {
            List<Member> members = Members.of(body);
            Member error = Members.find(members, "error");
            if (error != null && body[error.valueStart()] != 'n') {
                return new WholeResult(body, null, OpenAiError.inside(body));
            }
            if (Members.find(members, "choices") == null) {
                throw invalid(request);
            }
            return new WholeResult(body, usage(body, Members.find(members, "usage")), null);
        } catch (IOException _) {
            throw invalid(request);
        }
    }

    @Override
    public UpstreamFault fault(int status, byte[] body) {
        return OpenAiError.of(status, body);
    }

    @Override
    public StreamTranslator stream(ChatRequest request) {
        return new OpenAiStream(request.usageAsked());
    }

    private static @Nullable Usage usage(byte[] body, @Nullable Member usage) {
        if (usage == null || body[usage.valueStart()] != '{') {
            return null;
        }
        try (JsonParser json = Members.parser(body, usage)) {
            return OpenAiUsage.read(json);
        } catch (IOException _) {
            return null; // figures beyond all bounds: the reply is good without them
        }
    }

    private static ApiException invalid(ChatRequest request) {
        return new ApiException(
                ErrorCode.UPSTREAM_INVALID_RESPONSE,
                "The provider " + request.provider().key() + " answered with something other than a chat completion.");
    }
}
