package io.promptgate.bench;

import io.promptgate.testkit.ServiceProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Measures the services as jars and as native programs: start, memory, and the gateway's CPU under load. */
final class Programs {
    private static final Lane LOAD = new Lane(Lane.Kind.PLAIN, Upstream.INSTANT, Lane.BAR_CLIENTS);
    /** A bound as a container's would be, and the young generation that native gateways are built with. */
    private static final List<String> NATIVE = List.of("-Xmx256m", "-Xmn12m");

    private final Launch launch;
    private final Stubs stubs;
    private final Options options;
    private final Cleanup cleanup;
    private final PrintStream progress;

    Programs(Launch launch, Stubs stubs, Options options, Cleanup cleanup, PrintStream progress) {
        this.launch = launch;
        this.stubs = stubs;
        this.options = options;
        this.cleanup = cleanup;
        this.progress = progress;
    }

    /** A program of a service. */
    private record Program(String service, String form, ServiceProcess.Plan plan) {}

    /** Measures each program in turn, round by round. */
    List<ProgramRow> measure() throws IOException, InterruptedException {
        ServiceProcess admin = launch.admin();
        ServiceProcess logs = launch.logs(admin);
        AdminApi.Access access = new AdminApi(new Web(launch.adminKey()), admin.url("")).prepare();
        List<Program> gateways = both(
                "gateway-service",
                launch.gatewayPlan("gateway-jvm", "full", admin, logs),
                launch.gatewayPlan("gateway-native", "full", admin, logs));
        List<Program> programs = Stream.of(
                        gateways,
                        both(
                                "admin-service",
                                launch.adminPlan().named("admin-jvm"),
                                launch.adminPlan().named("admin-native")),
                        both(
                                "logs-service",
                                launch.logsPlan(admin).named("logs-jvm"),
                                launch.logsPlan(admin).named("logs-native")))
                .flatMap(List::stream)
                .toList();
        Map<Program, List<Start>> starts = starts(programs);
        Map<Program, List<Sample>> loads = loads(gateways, access);
        List<ProgramRow> rows = new ArrayList<>();
        for (Program program : programs) {
            rows.add(new ProgramRow(
                    program.service(),
                    program.form(),
                    size(program.plan().jar()),
                    starts.getOrDefault(program, List.of()),
                    loads.getOrDefault(program, List.of())));
        }
        return rows;
    }

    private static List<Program> both(String service, ServiceProcess.Plan jar, ServiceProcess.Plan likewise) {
        ServiceProcess.Plan compiled =
                likewise.program(ServiceProcess.compiled(service)).jvm(NATIVE);
        return List.of(new Program(service, ProgramRow.JVM, jar), new Program(service, ProgramRow.NATIVE, compiled));
    }

    private Map<Program, List<Start>> starts(List<Program> programs) throws InterruptedException {
        Map<Program, List<Start>> starts = new LinkedHashMap<>();
        // the first round fills the file cache and is not counted
        for (int round = 0; round <= options.rounds(); round++) {
            for (Program program : programs) {
                Start start = Start.of(program.plan(), cleanup);
                progress.printf(
                        Locale.ROOT,
                        "%s %s: ready after %.0f ms, %.0f MiB%n",
                        program.service(),
                        program.form(),
                        start.readyMillis(),
                        start.idleMib());
                if (round > 0) {
                    starts.computeIfAbsent(program, _ -> new ArrayList<>()).add(start);
                }
            }
        }
        return starts;
    }

    private Map<Program, List<Sample>> loads(List<Program> programs, AdminApi.Access access)
            throws IOException, InterruptedException {
        Window window = new Window(
                stubs, new WrkLoad(launch.folder(), access.token(), cleanup), new StreamLoad(access.token(), cleanup));
        Map<Program, Target> targets = new LinkedHashMap<>();
        for (Program program : programs) {
            Gateway gateway = new Gateway(launch.start(program.plan()), new Web(""));
            Target target = Targets.gateway(program.form(), access.project(), gateway);
            targets.put(program, target);
            new WarmUp(options, window, progress).warm(LOAD, target);
        }
        Map<Program, List<Sample>> loads = new LinkedHashMap<>();
        for (int round = 1; round <= options.rounds(); round++) {
            for (Map.Entry<Program, Target> target : targets.entrySet()) {
                Sample sample = window.measure(LOAD, target.getValue(), options.window());
                progress.printf(
                        Locale.ROOT,
                        "%s: %.1f µs of CPU each, %.0f MiB%n",
                        target.getKey().form(),
                        sample.cpuMicros(),
                        sample.residentMib());
                loads.computeIfAbsent(target.getKey(), _ -> new ArrayList<>()).add(sample);
            }
        }
        return loads;
    }

    /** Of the program; for a jar with all that it takes along, but without the JVM. */
    private static long size(Path program) throws IOException {
        Path whole = program.endsWith("quarkus-run.jar") ? program.resolveSibling("") : program;
        try (Stream<Path> files = Files.walk(whole)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
    }
}
