package io.promptgate.gateway.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.config.Scope;
import io.promptgate.common.error.ApiException;
import io.promptgate.common.error.ErrorCode;
import io.promptgate.common.event.Ended;
import io.promptgate.common.guard.scan.Guard;
import io.promptgate.gateway.auth.Authenticator;
import io.promptgate.gateway.auth.Caller;
import io.promptgate.gateway.edge.BodyReader;
import io.promptgate.gateway.edge.Calls;
import io.promptgate.gateway.edge.ErrorWriter;
import io.promptgate.gateway.edge.Incoming;
import io.promptgate.gateway.edge.Peek;
import io.promptgate.gateway.edge.Refusal;
import io.promptgate.gateway.policy.Permit;
import io.promptgate.gateway.policy.Policies;
import io.promptgate.gateway.policy.guardrail.Guardrails;
import io.promptgate.gateway.record.Redactor;
import io.promptgate.gateway.resolve.Resolver;
import io.promptgate.gateway.resolve.Route;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The way of a request through the house. Up to the call of the upstream everything is in memory: nothing waits, but
 * for the client's own bytes, and for the store of limits where replicas share one.
 */
@Singleton
final class Flow implements Calls {
    private static final Logger LOG = Logger.getLogger(Flow.class);
    private static final Set<Scope> TO_CHAT = EnumSet.of(Scope.CHAT);
    private static final Set<Scope> TO_SEE_MODELS = EnumSet.of(Scope.CHAT, Scope.MODELS);

    private static final int OK = 200;

    private final Exchanges exchanges;
    private final Authenticator authenticator;
    private final BodyReader bodies;
    private final Resolver resolver;
    private final Policies policies;
    private final Guardrails guardrails;
    private final Attempts attempts;
    private final ModelList models;

    Flow(
            Exchanges exchanges,
            Authenticator authenticator,
            BodyReader bodies,
            Resolver resolver,
            Policies policies,
            Guardrails guardrails,
            Attempts attempts,
            ModelList models) {
        this.exchanges = exchanges;
        this.authenticator = authenticator;
        this.bodies = bodies;
        this.resolver = resolver;
        this.policies = policies;
        this.guardrails = guardrails;
        this.attempts = attempts;
        this.models = models;
    }

    @Override
    public boolean stopping() {
        return exchanges.stopping();
    }

    @Override
    public void turnAway(Incoming incoming) {
        exchanges.turnAway(incoming);
    }

    @Override
    public void chat(Incoming incoming) {
        Exchange exchange = exchanges.open(incoming);
        exchange.whenCut(why -> refuse(exchange, why));
        guarded(exchange, () -> {
            Caller caller = admitted(exchange, TO_CHAT);
            bodies.read(incoming.request())
                    .onSuccess(body -> guarded(exchange, () -> serve(exchange, caller, body)))
                    .onFailure(failure -> unread(exchange, failure));
        });
    }

    private void serve(Exchange exchange, Caller caller, byte[] body) {
        Peek peek = exchange.peeked(Peek.of(body));
        Route route = exchange.routed(resolver.route(caller, peek.model()));
        policies.admit(exchange.incoming(), caller, route, peek, () -> Estimate.prompt(body))
                .onSuccess(permit -> guarded(exchange, () -> call(exchange, caller, permit, route, peek)))
                .onFailure(refusal -> refuse(exchange, refusal));
    }

    private void call(Exchange exchange, Caller caller, Permit permit, Route route, Peek peek) {
        if (exchange.permitted(permit)) {
            attempts.run(exchange, route, inspected(exchange, caller, peek));
        }
    }

    /** The request as it may go on; from here on the record knows it so, and no other way. */
    private Peek inspected(Exchange exchange, Caller caller, Peek peek) {
        Guard guard = caller.project().guard();
        if (guard == null || guard.input() == null) {
            return peek;
        }
        Guardrails.Checked checked = guardrails.input(guard.input(), peek);
        exchange.peeked(checked.peek());
        if (checked.refusal() != null) {
            throw checked.refusal();
        }
        return checked.peek();
    }

    @Override
    public void models(Incoming incoming) {
        Exchange exchange = exchanges.open(incoming);
        guarded(exchange, () -> {
            Caller caller = admitted(exchange, TO_SEE_MODELS);
            answer(exchange, models.of(caller));
        });
    }

    @Override
    public void model(Incoming incoming, String id) {
        Exchange exchange = exchanges.open(incoming);
        guarded(exchange, () -> {
            Caller caller = admitted(exchange, TO_SEE_MODELS);
            JsonNode found = models.find(caller.project(), id);
            if (found == null) {
                throw new ApiException(ErrorCode.MODEL_NOT_FOUND, "There is no such model; GET /models lists them.");
            }
            answer(exchange, found);
        });
    }

    @Override
    public void info(Incoming incoming) {
        inspect(incoming, Introspection::info);
    }

    @Override
    public void tokens(Incoming incoming) {
        inspect(
                incoming,
                caller -> Introspection.tokens(
                        caller,
                        incoming.request().getParam("limit"),
                        incoming.request().getParam("after")));
    }

    @Override
    public void endpoints(Incoming incoming) {
        inspect(incoming, _ -> Introspection.endpoints());
    }

    private void inspect(Incoming incoming, Function<Caller, JsonNode> shown) {
        Exchange exchange = exchanges.open(incoming);
        guarded(exchange, () -> {
            Caller caller = identified(exchange);
            authenticator.admitToInspect(caller, incoming.project());
            letIn(caller, incoming);
            answer(exchange, shown.apply(caller));
        });
    }

    @Override
    public void nothing(Incoming incoming, ApiException answer) {
        Exchange exchange = exchanges.open(incoming);
        authenticator.find(exchange.configuration(), incoming.authorization()).ifPresent(exchange::identified);
        refuse(exchange, answer);
    }

    private Caller admitted(Exchange exchange, Set<Scope> scopes) {
        Caller caller = identified(exchange);
        authenticator.admit(caller, exchange.incoming().project(), scopes);
        letIn(caller, exchange.incoming());
        return caller;
    }

    /** By address and time. */
    private void letIn(Caller caller, Incoming incoming) {
        Guard guard = caller.project().guard();
        if (guard != null && guard.access() != null) {
            guardrails.admit(guard.access(), incoming.clientIp());
        }
    }

    private Caller identified(Exchange exchange) {
        Caller caller = authenticator.identify(
                exchange.configuration(), exchange.incoming().authorization());
        exchange.identified(caller);
        return caller;
    }

    private static void answer(Exchange exchange, JsonNode json) {
        exchange.incoming()
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, ErrorWriter.JSON_TYPE)
                .end(Buffer.buffer(json.toString().getBytes(StandardCharsets.UTF_8)));
        exchange.complete(OK);
    }

    /** The one place where a failure on the way to an upstream becomes an answer. */
    private static void guarded(Exchange exchange, Runnable step) {
        try {
            step.run();
        } catch (ApiException e) {
            refuse(exchange, e);
        } catch (RuntimeException e) {
            LOG.error("request " + exchange.incoming().id() + " failed within the gateway", e);
            refuse(exchange, e);
        }
    }

    private static void unread(Exchange exchange, Throwable failure) {
        if (failure instanceof ApiException) {
            refuse(exchange, failure);
        } else {
            exchange.gone();
        }
    }

    private static void refuse(Exchange exchange, Throwable failure) {
        Refusal refusal = Refusal.of(redacted(exchange, failure));
        ErrorWriter.write(exchange.incoming().request(), refusal);
        if (refusal.code() == ErrorCode.INVALID_API_KEY) {
            exchange.refusedKey();
        } else {
            exchange.replied(refusal.body());
            exchange.failed(refusal, Ended.REFUSED, refusal.status());
        }
    }

    /** An answer may repeat what the client wrote, and that may be its token in the wrong place. */
    private static Throwable redacted(Exchange exchange, Throwable failure) {
        return failure instanceof ApiException answer
                ? answer.saying(Redactor.redact(answer.text(), exchange.secrets()))
                : failure;
    }
}
