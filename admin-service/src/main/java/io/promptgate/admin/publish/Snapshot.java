package io.promptgate.admin.publish;

import io.promptgate.common.config.ConfigSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What a reading of the whole configuration gave.
 *
 * @param content null when the caller has this revision already
 */
record Snapshot(Position position, @Nullable ConfigSnapshot content) {}
