package io.promptgate.bench;

import io.promptgate.testkit.ServiceProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The latency of one gateway while logs-service is there and while it is stopped: window by window in turn, so that
 * what else the machine does falls on both alike.
 */
final class LogsAway {
    /** Where latency means something: the gateway is busy, not full. */
    private static final Lane LOAD = new Lane(Lane.Kind.PLAIN, Upstream.DELAYED, Lane.BAR_CLIENTS);

    private static final String HEAD = """
            | logs-service | per second | p50 ms | p99 ms | errors | records dropped |
            |---|--:|--:|--:|--:|--:|
            """;

    private final Launch launch;
    private final Stubs stubs;
    private final Options options;
    private final Cleanup cleanup;
    private final PrintStream progress;

    LogsAway(Launch launch, Stubs stubs, Options options, Cleanup cleanup, PrintStream progress) {
        this.launch = launch;
        this.stubs = stubs;
        this.options = options;
        this.cleanup = cleanup;
        this.progress = progress;
    }

    /** How logs-service is. */
    private enum State {
        UP,
        STOPPED;

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Measures, and says whether the stopped service could be told from one that is there. */
    String table() throws IOException, InterruptedException {
        ServiceProcess admin = launch.admin();
        ServiceProcess logs = launch.logs(admin);
        ServiceProcess.Plan again = launch.logsPlan(admin).on(logs.port(), logs.managementPort());
        AdminApi.Access access = new AdminApi(new Web(launch.adminKey()), admin.url("")).prepare();
        Gateway gateway = launch.gateway("full", admin, logs);
        Target target = Targets.gateway("promptgate", access.project(), gateway);
        Window window = new Window(
                stubs, new WrkLoad(launch.folder(), access.token(), cleanup), new StreamLoad(access.token(), cleanup));
        new WarmUp(options, window, progress).warm(LOAD, target);
        Map<State, List<Sample>> samples = new EnumMap<>(State.class);
        for (int round = 1; round <= options.rounds(); round++) {
            measure(State.UP, window, target, samples);
            logs.stop();
            measure(State.STOPPED, window, target, samples);
            logs = launch.start(again);
            gateway.awaitReplayed();
        }
        return table(samples);
    }

    private void measure(State state, Window window, Target target, Map<State, List<Sample>> samples)
            throws InterruptedException {
        Sample sample = window.measure(LOAD, target, options.window());
        samples.computeIfAbsent(state, _ -> new ArrayList<>()).add(sample);
        progress.printf(
                Locale.ROOT,
                "logs-service %s: p50 %.2f ms, p99 %.2f ms%n",
                state.title(),
                sample.latency().p50(),
                sample.latency().p99());
    }

    private static String table(Map<State, List<Sample>> samples) {
        StringBuilder table = new StringBuilder(HEAD);
        samples.forEach((state, some) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %d | %d |%n",
                state.title(),
                text(spread(some, Sample::perSecond), "%,.0f"),
                text(spread(some, sample -> sample.latency().p50()), "%.2f"),
                text(spread(some, sample -> sample.latency().p99()), "%.2f"),
                some.stream().mapToLong(Sample::errors).sum(),
                some.stream().mapToLong(Sample::dropped).sum())));
        return table.append('\n').append(verdict(samples)).append('\n').toString();
    }

    /** Within noise is what the windows with the service at hand show themselves. */
    private static String verdict(Map<State, List<Sample>> samples) {
        Spread up = spread(
                samples.getOrDefault(State.UP, List.of()),
                sample -> sample.latency().p99());
        Spread stopped = spread(
                samples.getOrDefault(State.STOPPED, List.of()),
                sample -> sample.latency().p99());
        return String.format(
                Locale.ROOT,
                "p99 while it is stopped is %.2f × that while it is up: %s",
                stopped.median() / Math.max(up.median(), Double.MIN_NORMAL),
                stopped.median() <= up.most() ? "within noise" : "BEYOND THE WINDOWS WITH IT");
    }

    private static Spread spread(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return Spread.of(samples.stream().map(figure::applyAsDouble).toList());
    }

    private static String text(Spread spread, String format) {
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                spread.median(),
                spread.least(),
                spread.most());
    }
}
