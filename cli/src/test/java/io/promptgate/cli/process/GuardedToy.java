package io.promptgate.cli.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A launcher of one program, to be killed: what it started must not outlive it. */
final class GuardedToy {
    private GuardedToy() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        Process child = new ProcessBuilder("sleep", "1000").start();
        new PidFile(folder, "toy").write(child.toHandle());
        Guard guard = Guard.over(folder, folder.resolve("postmaster.pid"), List.of("toy"));
        if (args.length > 1) {
            guard.close();
            return;
        }
        new PidFile(folder, "launcher").write(ProcessHandle.current());
        new CountDownLatch(1).await();
    }
}
