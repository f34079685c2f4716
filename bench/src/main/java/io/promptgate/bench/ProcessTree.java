package io.promptgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** What a process and its children have used, by the kernel's own books (proc(5)). */
record ProcessTree(long pid) {
    /** The kernel shows times in hundredths of a second, whatever its own clock (USER_HZ, time(7)). */
    private static final long MICROS_PER_TICK = 10_000;

    /** HotSpot's names of these threads, as far as the kernel keeps them. */
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");

    private static final String RESIDENT = "VmRSS:";
    /** Fields 14 and 15, counted from the one behind the command's name. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;

    /** This program. */
    static ProcessTree self() {
        return new ProcessTree(ProcessHandle.current().pid());
    }

    /** CPU time of the living processes, user and system, in microseconds. */
    long cpuMicros() {
        return sum(id -> ticks(id)) * MICROS_PER_TICK;
    }

    /** CPU time of the process alone, without its children, in microseconds. */
    long ownCpuMicros() {
        return ticks(pid) * MICROS_PER_TICK;
    }

    /** CPU time of the just-in-time compiler's threads of the process, user and system, in microseconds. */
    long compilerMicros() {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            long ticks = 0;
            for (Path thread : threads) {
                for (String line : lines(thread.resolve("stat"))) {
                    ticks += COMPILER.matcher(line).find() ? ticks(line) : 0;
                }
            }
            return ticks * MICROS_PER_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Memory that is resident, in KiB; what two processes share counts twice. */
    long residentKiB() {
        return sum(ProcessTree::residentKiB);
    }

    private long sum(ToLongFunction<Long> figure) {
        LongStream children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(ProcessHandle::pid);
        return LongStream.concat(LongStream.of(pid), children)
                .map(figure::applyAsLong)
                .sum();
    }

    private static long ticks(long pid) {
        return lines(file(pid, "stat")).stream().mapToLong(ProcessTree::ticks).sum();
    }

    private static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    }

    private static long residentKiB(long pid) {
        for (String line : lines(file(pid, "status"))) {
            if (line.startsWith(RESIDENT)) {
                return Long.parseLong(
                        line.substring(RESIDENT.length()).replace("kB", "").strip());
            }
        }
        return 0;
    }

    private static Path file(long pid, String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }

    /** Empty where the process or thread has ended. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
