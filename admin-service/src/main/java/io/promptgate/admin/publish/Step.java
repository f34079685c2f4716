package io.promptgate.admin.publish;

import io.promptgate.common.config.ConfigChange;

/** What leads from one revision to the newest. */
sealed interface Step {
    /** It is the newest. */
    record None(long head) implements Step {}

    /** A change that can be told. */
    record Forward(ConfigChange change, Position to) implements Step {}

    /** No way that can be told: ahead of the newest, too far back, or no longer known. */
    record Gap(long head) implements Step {}
}
