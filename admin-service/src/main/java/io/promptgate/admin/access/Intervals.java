package io.promptgate.admin.access;

import io.promptgate.service.access.AuditConfig;
import io.promptgate.service.access.KeysConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** How often what is written. */
@Singleton
record Intervals(AuditConfig audit, KeysConfig keys) {
    @Inject
    Intervals {}
}
