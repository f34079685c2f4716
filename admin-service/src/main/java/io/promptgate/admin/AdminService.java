package io.promptgate.admin;

import io.promptgate.service.start.Service;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process. */
@QuarkusMain
public final class AdminService {
    private AdminService() {}

    public static void main(String... args) {
        Service.run("admin-service", args);
    }
}
