package io.promptgate.admin.publish;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A revision, and whose.
 *
 * @param lineage tells it apart from revisions of the same number in other databases, and in this one before it was
 *     set back; null for the beginning, which is the same everywhere, and where it is not known
 */
record Position(long revision, @Nullable UUID lineage) {}
