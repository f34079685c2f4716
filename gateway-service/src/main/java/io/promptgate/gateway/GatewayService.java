package io.promptgate.gateway;

import io.promptgate.service.start.Service;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process. */
@QuarkusMain
public final class GatewayService {
    private GatewayService() {}

    public static void main(String... args) {
        Service.run("gateway-service", args);
    }
}
