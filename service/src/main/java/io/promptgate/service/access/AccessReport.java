package io.promptgate.service.access;

import java.util.List;

/**
 * What a service that accepts admin keys tells admin-service.
 *
 * @param used when keys were last used
 * @param refusals calls that were refused
 */
public record AccessReport(List<AdminKeys.Use> used, List<Refusal> refusals) {
    public AccessReport {
        used = List.copyOf(used);
        refusals = List.copyOf(refusals);
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return used.isEmpty() && refusals.isEmpty();
    }
}
