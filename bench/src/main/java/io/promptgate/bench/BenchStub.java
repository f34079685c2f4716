package io.promptgate.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** The slow provider, as a program of its own: whole replies after 20 ms, and streams. */
public final class BenchStub {
    /** Event loops, each with a server on the same port. */
    static final int LOOPS = 2;

    private BenchStub() {}

    /** Serves on 127.0.0.1 until it is ended; the argument is the port. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
        vertx.deployVerticle(() -> new StubServer(port), new DeploymentOptions().setInstances(LOOPS))
                .onFailure(_ -> vertx.close());
    }
}
