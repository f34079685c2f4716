package io.promptgate.gateway.flow;

import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.event.Ended;
import io.promptgate.common.event.Usage;
import io.promptgate.gateway.edge.ErrorWriter;
import io.promptgate.gateway.edge.Refusal;
import io.promptgate.gateway.estimate.Uncounted;
import io.promptgate.gateway.provider.ChatRequest;
import io.promptgate.gateway.provider.StreamTranslator;
import io.promptgate.gateway.provider.UpstreamFault;
import io.promptgate.gateway.resolve.Target;
import io.promptgate.gateway.respond.StreamReply;
import io.promptgate.gateway.upstream.UpstreamCall;
import io.vertx.core.buffer.Buffer;

/** One stream under way, and its books: first content, usage, and how it ended. */
final class RunningStream implements StreamReply.Watcher {
    private static final int OK = 200;

    private final Exchange exchange;
    private final Target target;
    private final ChatRequest request;
    private final StreamTranslator translator;
    private final StreamReply reply;

    RunningStream(
            Exchange exchange, Target target, ChatRequest request, UpstreamCall call, StreamTranslator translator) {
        this.exchange = exchange;
        this.target = target;
        this.request = request;
        this.translator = translator;
        this.reply = new StreamReply(exchange.incoming().response(), call, translator, this);
    }

    void relay() {
        exchange.follow(translator.content());
        exchange.beforeGone(this::book);
        exchange.whenCut(reply::abort);
        reply.relay();
    }

    @Override
    public void begins() {
        exchange.firstContent();
    }

    @Override
    public void wrote(Buffer bytes) {
        exchange.gather(bytes);
    }

    @Override
    public void ends() {
        exchange.attempted(null);
        book();
        exchange.giveBack();
    }

    @Override
    public void complete() {
        exchange.complete(OK);
    }

    @Override
    public void untaken() {
        exchange.gone();
    }

    @Override
    public void failed(UpstreamFault fault) {
        end(Faults.refusal(target.provider().key(), fault, null, exchange.secrets()));
    }

    @Override
    public void failed(ApiException failure) {
        end(Refusal.of(failure));
    }

    private void end(Refusal refusal) {
        if (exchange.isClosed()) {
            return;
        }
        boolean refused = refusal.code() == ErrorCode.GUARDRAIL_BLOCKED; // which is no fault of the upstream's
        exchange.attempted(refused ? null : refusal.code().wire());
        book();
        exchange.giveBack();
        if (reply.begun()) {
            reply.endWithError(refusal.body());
            exchange.failed(refusal, refused ? Ended.REFUSED : Ended.UPSTREAM_CUT, OK);
        } else {
            exchange.replied(refusal.body());
            ErrorWriter.write(exchange.incoming().request(), refusal);
            exchange.failed(refusal, Ended.COMPLETE, refusal.status());
        }
    }

    /** What the provider said it used; where it did not say all and something came, that is counted, and marked. */
    private void book() {
        Usage said = translator.usage();
        boolean told = said != null && !said.estimated();
        if (told || translator.content().bytes() == 0) {
            exchange.used(said);
        } else {
            exchange.toCount(new Uncounted(target.model(), request.peek(), translator.content(), said));
        }
    }
}
