package io.promptgate.bench;

import io.promptgate.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The providers behind everything that is measured. */
record Stubs(Program instant, Program slow) {

    static Stubs start(Path folder, Cleanup cleanup) throws IOException, InterruptedException {
        int port = FreePorts.one();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BenchStub.class.getName(),
                Integer.toString(port));
        Program slow = Program.start(command, port, folder.resolve("slow-stub.log"), cleanup);
        return new Stubs(Nginx.stub(folder, cleanup), slow);
    }

    /** What stands before {@code /chat/completions}. */
    URI base(Upstream upstream) {
        return URI.create("http://127.0.0.1:" + program(upstream).port() + upstream.prefix());
    }

    ProcessTree tree(Upstream upstream) {
        return program(upstream).tree();
    }

    /** How many cores the stub can use. */
    int loops(Upstream upstream) {
        return upstream == Upstream.INSTANT ? 1 : BenchStub.LOOPS;
    }

    private Program program(Upstream upstream) {
        return upstream == Upstream.INSTANT ? instant : slow;
    }
}
