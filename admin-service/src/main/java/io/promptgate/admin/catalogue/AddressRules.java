package io.promptgate.admin.catalogue;

import io.promptgate.common.net.AddressGuard;
import io.promptgate.common.net.BaseUrl;
import io.promptgate.common.net.IpLiteral;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Which base URLs a provider may have. A gateway judges again by the address of each connection that it makes; what is
 * refused here is refused early, with a reason.
 */
@Singleton
final class AddressRules {
    private static final String FIELD = "base_url";
    private static final Duration LOOKUP = Duration.ofSeconds(2);

    private final AddressGuard guard;
    private final Vertx vertx;

    @Inject
    AddressRules(AddressGuard guard, Vertx vertx) {
        this.guard = guard;
        this.vertx = vertx;
    }

    /**
     * Completes when the URL, which has no closing slash any more, may be called; else a 422 problem. A host that no name server knows here and now is let
     * through: gateways may know it.
     */
    Uni<Void> check(String url) {
        String named = host(url);
        String host = named.endsWith(".") ? named.substring(0, named.length() - 1) : named;
        if (IpLiteral.isOdd(host)) {
            throw ProblemException.invalid(
                    FIELD, "must have an address in its plain spelling: four decimal numbers, or IPv6 in brackets");
        }
        if (guard.names(host)) {
            return Uni.createFrom().voidItem();
        }
        return IpLiteral.find(host)
                .map(address -> Uni.createFrom().item(List.of(address)))
                .orElseGet(() -> addresses(host))
                .invoke(addresses -> check(host, addresses))
                .replaceWithVoid();
    }

    private static String host(String url) {
        if (url.endsWith("/")) {
            throw ProblemException.invalid(FIELD, BaseUrl.RULE);
        }
        try {
            return BaseUrl.of(url).host();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(FIELD, BaseUrl.RULE);
        }
    }

    private Uni<List<InetAddress>> addresses(String host) {
        Context caller = vertx.getOrCreateContext();
        return Uni.createFrom()
                .item(() -> resolve(host))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .ifNoItem()
                .after(LOOKUP)
                .recoverWithItem(List.of())
                .emitOn(then -> caller.runOnContext(_ -> then.run()));
    }

    private static List<InetAddress> resolve(String host) {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException _) {
            return List.of();
        }
    }

    private void check(String host, List<InetAddress> addresses) {
        if (!addresses.stream().allMatch(address -> guard.allows(host, address))) {
            throw ProblemException.invalid(
                    FIELD,
                    "leads to a loopback, private or link-local address;"
                            + " PROMPTGATE_UPSTREAM_ALLOW must name the host or its range first");
        }
    }
}
