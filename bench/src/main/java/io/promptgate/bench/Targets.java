package io.promptgate.bench;

import java.net.URI;
import java.util.List;

/** What is compared, in the order in which the windows of a round are run. */
final class Targets {
    static final String DIRECT = "direct";
    static final String NGINX = "nginx";
    static final String FULL = "promptgate";
    static final String NO_BODIES = "promptgate, no bodies";
    static final int COUNT = 4;

    private static final String CHAT = "/chat/completions";

    private Targets() {}

    static List<Target> of(Stubs stubs, Program nginx, Suite suite) {
        return List.of(
                new Target(DIRECT, upstream -> URI.create(stubs.base(upstream) + CHAT), stubs::tree, null),
                new Target(
                        NGINX,
                        upstream -> URI.create("http://127.0.0.1:" + nginx.port() + upstream.prefix() + CHAT),
                        _ -> nginx.tree(),
                        null),
                gateway(FULL, suite.project(), suite.withBodies()),
                gateway(NO_BODIES, suite.project(), suite.withoutBodies()));
    }

    static Target gateway(String name, String project, Gateway gateway) {
        URI address = URI.create(gateway.url("/api/" + project + "/v1" + CHAT));
        return new Target(name, _ -> address, _ -> gateway.tree(), gateway);
    }
}
