package io.promptgate.service.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The process: runs until it is asked to end. When it cannot start it says why in one line, and exits with 1. */
public final class Service {
    private static final int CAUSES_MAX = 20;

    private Service() {}

    /** Runs the service; does not return before it ends. */
    public static void run(String name, String... args) {
        Quarkus.run(null, (exitCode, fault) -> end(name, exitCode, fault), args);
    }

    private static void end(String name, int exitCode, @Nullable Throwable fault) {
        if (fault != null) {
            Logger log = Logger.getLogger(Service.class);
            reason(fault)
                    .ifPresentOrElse(
                            line -> log.errorf("%s does not start: %s", name, line),
                            () -> log.errorf(fault, "%s does not start", name));
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
                    case ConfigValidationException unfit -> Stream.of(problems(unfit));
                    default -> Stream.empty();
                })
                .findFirst();
    }

    private static String problems(ConfigValidationException unfit) {
        return IntStream.range(0, unfit.getProblemCount())
                .mapToObj(i -> unfit.getProblem(i).getMessage())
                .collect(Collectors.joining("; "));
    }
}
