package io.promptgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How busy the whole machine is, by the kernel's own books (proc(5)). */
final class Machine {
    private static final double TICKS_PER_SECOND = 100;
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    /** Guests' time, which the fields before it hold already. */
    private static final int GUEST = 9;

    private Machine() {}

    /** Watches for that long and says how many cores were busy. */
    static double busyCores(Duration watch) throws InterruptedException {
        long start = System.nanoTime();
        long before = busyTicks();
        Thread.sleep(watch);
        return (busyTicks() - before) / TICKS_PER_SECOND / ((System.nanoTime() - start) / 1e9);
    }

    private static long busyTicks() {
        try {
            String[] fields =
                    Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +", -1);
            long busy = 0;
            for (int i = 1; i < GUEST; i++) {
                busy += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(fields[i]);
            }
            return busy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
