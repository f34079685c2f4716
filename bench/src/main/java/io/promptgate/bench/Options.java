package io.promptgate.bench;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param rounds windows of each target in each lane
 * @param window the length of one; of those that use all of the machine half as much, since what they leave for
 *     logs-service to do is waited for
 * @param warmUp for each gateway, before anything is measured
 * @param what is measured
 * @param flightRecording whether the gateways are recorded by JFR; this costs some of their speed
 */
record Options(Set<Lane.Kind> kinds, int rounds, Duration window, Duration warmUp, boolean flightRecording, What what) {
    static final String USAGE =
            "usage: bench/run [--quick] [--lanes plain,sse] [--jfr] | --native [--quick] | --logs-away [--quick]";

    /** What a run measures. */
    enum What {
        /** The gateway beside nginx and the stub, in the lanes. */
        LANES,
        /** Jars beside native programs. */
        PROGRAMS,
        /** The gateway with logs-service there beside the same with it stopped. */
        LOGS_AWAY
    }

    Options {
        kinds = Set.copyOf(kinds);
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    static Options of(List<String> arguments) {
        Options options = new Options(
                EnumSet.allOf(Lane.Kind.class), 5, Duration.ofSeconds(4), Duration.ofSeconds(15), false, What.LANES);
        for (int i = 0; i < arguments.size(); i++) {
            options = switch (arguments.get(i)) {
                case "--quick" -> options.quick();
                case "--jfr" -> options.recorded();
                case "--native" -> options.instead(What.PROGRAMS);
                case "--logs-away" -> options.instead(What.LOGS_AWAY);
                case "--lanes" -> options.only(kinds(i + 1 < arguments.size() ? arguments.get(++i) : ""));
                default -> throw new IllegalArgumentException("unknown option " + arguments.get(i) + "; " + USAGE);
            };
        }
        return options;
    }

    /** How long one window of the lane is. */
    Duration window(Lane lane) {
        return lane.upstream() == Upstream.INSTANT ? window.dividedBy(2) : window;
    }

    /** Beyond this the run is broken off: it is some three times what a quiet machine takes. */
    Duration limit() {
        int windows = Lane.of(kinds).size() * Targets.COUNT * rounds;
        return window.plusSeconds(12)
                .multipliedBy(windows)
                .plus(warmUp.multipliedBy(20))
                .plusMinutes(3);
    }

    private Options quick() {
        return new Options(kinds, 1, Duration.ofSeconds(2), Duration.ofSeconds(9), flightRecording, what);
    }

    private Options recorded() {
        return new Options(kinds, rounds, window, warmUp, true, what);
    }

    private Options instead(What other) {
        return new Options(kinds, rounds, window, warmUp, flightRecording, other);
    }

    private Options only(Set<Lane.Kind> some) {
        return new Options(some, rounds, window, warmUp, flightRecording, what);
    }

    private static Set<Lane.Kind> kinds(String list) {
        Set<Lane.Kind> kinds = EnumSet.noneOf(Lane.Kind.class);
        for (String name : list.split(",", -1)) {
            try {
                kinds.add(Lane.Kind.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException _) {
                throw new IllegalArgumentException("--lanes takes plain, sse or both with a comma; " + USAGE);
            }
        }
        return kinds;
    }
}
