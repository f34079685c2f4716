package io.promptgate.gateway.snapshot;

import io.promptgate.common.config.CredentialProbe;

/** Who answers admin-service's questions about credentials. */
public interface Probing {

    /** Takes the question and returns at once; the answer goes to admin-service when it is there. */
    void answer(CredentialProbe probe);
}
