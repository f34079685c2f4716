package io.promptgate.gateway.flow;

import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.event.Ended;
import io.promptgate.common.event.Usage;
import io.promptgate.common.guard.scan.TextGuard;
import io.promptgate.gateway.edge.ErrorWriter;
import io.promptgate.gateway.edge.Peek;
import io.promptgate.gateway.edge.Refusal;
import io.promptgate.gateway.policy.guardrail.Guardrails;
import io.promptgate.gateway.provider.ChatRequest;
import io.promptgate.gateway.provider.ProviderAdapter;
import io.promptgate.gateway.provider.StreamTranslator;
import io.promptgate.gateway.provider.UpstreamFault;
import io.promptgate.gateway.provider.WholeResult;
import io.promptgate.gateway.resolve.Route;
import io.promptgate.gateway.resolve.Target;
import io.promptgate.gateway.respond.ReplyHeaders;
import io.promptgate.gateway.upstream.UpstreamCall;
import io.promptgate.gateway.upstream.UpstreamClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Rooms 5 to 7: says the call in the provider's language, makes it, and gives the client what came of it. */
@Singleton
final class Attempts {
    private static final Logger LOG = Logger.getLogger(Attempts.class);
    private static final String EVENT_STREAM = "text/event-stream";

    private final Adapters adapters;
    private final UpstreamClient upstream;
    private final Guardrails guardrails;

    Attempts(Adapters adapters, UpstreamClient upstream, Guardrails guardrails) {
        this.adapters = adapters;
        this.upstream = upstream;
        this.guardrails = guardrails;
    }

    /**
     * Runs the call to its end, on this event loop.
     *
     * @throws ApiException when the call cannot be said in the provider's language; nothing was called then
     */
    void run(Exchange exchange, Route route, Peek peek) {
        Target target = route.target();
        ProviderAdapter adapter = adapters.of(target.provider().dialect());
        ChatRequest request = new ChatRequest(peek, target.provider(), target.model(), route.presets());
        byte[] body = adapter.request(request);
        UpstreamCall call = upstream.post(target, adapter.chatPath(), body, exchange.traceparent());
        exchange.calling(call::cancel);
        new Running(exchange, target, adapter, request, call, guardrails).start();
    }

    /** One call under way. */
    private static final class Running {
        private final Exchange exchange;
        private final Target target;
        private final ProviderAdapter adapter;
        private final ChatRequest request;
        private final UpstreamCall call;
        private final Guardrails guardrails;

        Running(
                Exchange exchange,
                Target target,
                ProviderAdapter adapter,
                ChatRequest request,
                UpstreamCall call,
                Guardrails guardrails) {
            this.exchange = exchange;
            this.target = target;
            this.adapter = adapter;
            this.request = request;
            this.call = call;
            this.guardrails = guardrails;
        }

        void start() {
            exchange.whenCut(this::cut);
            ReplyHeaders.served(exchange.incoming().response(), target, exchange.attemptCount());
            call.head().onSuccess(answer -> guarded(() -> answered(answer))).onFailure(this::broke);
        }

        private void answered(HttpClientResponse answer) {
            if (exchange.isClosed()) {
                call.cancel();
                return;
            }
            int status = answer.statusCode();
            exchange.answered(status);
            if (status < 200 || status > 299) {
                whole(body -> fault(adapter.fault(status, body), answer));
            } else if (isEncoded(answer)) {
                call.cancel();
                broke(new ApiException(
                        ErrorCode.UPSTREAM_INVALID_RESPONSE,
                        "The provider " + target.provider().key() + " compressed its answer, unasked."));
            } else if (request.stream() && isEventStream(answer)) {
                new RunningStream(exchange, target, request, call, stream()).relay();
            } else {
                whole(body -> reply(adapter.whole(request, body), answer));
            }
        }

        private StreamTranslator stream() {
            StreamTranslator stream = adapter.stream(request);
            TextGuard guard = exchange.outputGuard();
            return guard == null ? stream : new GuardedTranslator(stream, guardrails.stream(guard));
        }

        private void whole(Consumer<byte[]> then) {
            call.whole().onSuccess(body -> guarded(() -> then.accept(body))).onFailure(this::broke);
        }

        private void reply(WholeResult result, HttpClientResponse answer) {
            UpstreamFault fault = result.fault();
            if (fault != null) {
                fault(fault, answer);
                return;
            }
            exchange.attempted(null);
            Usage usage = result.usage();
            exchange.used(usage);
            TextGuard guard = exchange.outputGuard();
            byte[] body = guard == null ? result.body() : guardrails.output(guard, result.body());
            exchange.replied(body);
            exchange.giveBack();
            HttpServerResponse response = exchange.incoming().response();
            response.putHeader(HttpHeaders.CONTENT_TYPE, ErrorWriter.JSON_TYPE);
            response.end(Buffer.buffer(body))
                    .onSuccess(_ -> exchange.complete(200))
                    .onFailure(_ -> exchange.gone());
        }

        private void fault(UpstreamFault fault, HttpClientResponse answer) {
            end(Faults.refusal(
                    target.provider().key(), fault, answer.getHeader(HttpHeaders.RETRY_AFTER), exchange.secrets()));
        }

        private void cut(ApiException why) {
            broke(why);
            call.cancel();
        }

        private void broke(Throwable failure) {
            end(Refusal.of(failure));
        }

        private void end(Refusal refusal) {
            if (exchange.isClosed()) {
                return;
            }
            exchange.attempted(refusal.code().wire());
            exchange.replied(refusal.body());
            exchange.giveBack();
            ErrorWriter.write(exchange.incoming().request(), refusal);
            exchange.failed(refusal, Ended.COMPLETE, refusal.status());
        }

        private void guarded(Runnable step) {
            try {
                step.run();
            } catch (ApiException e) {
                broke(e);
            } catch (RuntimeException e) {
                LOG.error("request " + exchange.incoming().id() + " failed within the gateway", e);
                call.cancel();
                broke(e);
            }
        }

        private static boolean isEncoded(HttpClientResponse answer) {
            String encoding = answer.getHeader(HttpHeaders.CONTENT_ENCODING);
            return encoding != null && !encoding.equalsIgnoreCase("identity");
        }

        private static boolean isEventStream(HttpClientResponse answer) {
            String type = answer.getHeader(HttpHeaders.CONTENT_TYPE);
            return type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
        }
    }
}
