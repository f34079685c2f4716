package io.promptgate.gateway;

import io.promptgate.gateway.start.StartRefused;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The process: runs until it is asked to end. When it cannot start it says why in one line, and exits with 1. */
@QuarkusMain
public final class GatewayService {
    private static final int CAUSES_MAX = 20;

    private GatewayService() {}

    public static void main(String... args) {
        Quarkus.run(null, GatewayService::end, args);
    }

    private static void end(int exitCode, @Nullable Throwable fault) {
        if (fault != null) {
            Logger log = Logger.getLogger(GatewayService.class);
            reason(fault)
                    .ifPresentOrElse(
                            line -> log.errorf("gateway-service does not start: %s", line),
                            () -> log.error("gateway-service does not start", fault));
        }
        System.exit(exitCode);
    }

    /** The line for the operator, where the cause is one that an operator can remove. */
    static Optional<String> reason(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES_MAX)
                .flatMap(cause -> switch (cause) {
                    case StartRefused refused -> Stream.of(String.valueOf(refused.getMessage()));
                    case QuarkusBindException taken -> Stream.of("another process listens on port " + taken.getPort());
                    default -> Stream.empty();
                })
                .findFirst();
    }
}
