package io.promptgate.common.guard;

import java.util.List;

/**
 * Addresses that calls may come from; all others are refused.
 *
 * @param ranges addresses and CIDR ranges of IPv4 and IPv6
 */
public record IpAllowList(boolean enabled, List<String> ranges) implements GuardRule {

    /** Lists may be absent on the wire. */
    public IpAllowList {
        ranges = ranges == null ? List.of() : List.copyOf(ranges);
    }

    @Override
    public GuardKind kind() {
        return GuardKind.IP_ALLOW_LIST;
    }
}
