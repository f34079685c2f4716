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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which base URLs a provider may have. A gateway judges again by the address of each connection that it makes; what is
 * refused here is refused early, with a reason.
 */
@Singleton
final class AddressRules {
    static final String FIELD = "base_url";

    private static final String INSIDE = "leads to a loopback, private or link-local address;"
            + " PROMPTGATE_UPSTREAM_ALLOW must name the host or its range first";
    private static final Duration LOOKUP = Duration.ofSeconds(2);

    private final AddressGuard guard;
    private final Vertx vertx;

    @Inject
    AddressRules(AddressGuard guard, Vertx vertx) {
        this.guard = guard;
        this.vertx = vertx;
    }

    /** Completes when the URL, which has no closing slash any more, may be called; else a 422 problem. */
    Uni<Void> check(String url) {
        return look(url)
                .invoke(found -> found.ifPresent(fault -> {
                    throw ProblemException.invalid(FIELD, fault);
                }))
                .replaceWithVoid();
    }

    /**
     * What is wrong with the URL, or with what its host's name stands for. A host that no name server knows here and
     * now is let through: gateways may know it.
     */
    Uni<Optional<String>> look(String url) {
        String fault = fault(url);
        if (fault != null) {
            return Uni.createFrom().item(Optional.of(fault));
        }
        String host = host(BaseUrl.of(url));
        if (guard.names(host) || IpLiteral.find(host).isPresent()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return addresses(host).map(found -> fault(host, found));
    }

    /** What is wrong with the URL as it is written, or with the address in it; null when nothing is. */
    private @Nullable String fault(String url) {
        BaseUrl parts;
        try {
            parts = BaseUrl.of(url);
        } catch (IllegalArgumentException _) {
            return BaseUrl.RULE;
        }
        String host = host(parts);
        if (url.endsWith("/")) {
            return BaseUrl.RULE;
        }
        if (IpLiteral.isOdd(host)) {
            return "must have an address in its plain spelling: four decimal numbers, or IPv6 in brackets";
        }
        boolean open =
                IpLiteral.find(host).map(address -> guard.allows(host, address)).orElse(true);
        return open ? null : INSIDE;
    }

    /** A closing dot makes no other name. */
    private static String host(BaseUrl url) {
        String host = url.host();
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
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

    private Optional<String> fault(String host, List<InetAddress> addresses) {
        boolean open = addresses.stream().allMatch(address -> guard.allows(host, address));
        return open ? Optional.empty() : Optional.of(INSIDE);
    }
}
