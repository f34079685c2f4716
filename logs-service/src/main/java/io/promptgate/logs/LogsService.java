package io.promptgate.logs;

import io.promptgate.service.start.Service;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process. */
@QuarkusMain
public final class LogsService {
    private LogsService() {}

    public static void main(String... args) {
        Service.run("logs-service", args);
    }
}
