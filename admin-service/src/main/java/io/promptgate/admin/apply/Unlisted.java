package io.promptgate.admin.apply;

import org.jspecify.annotations.Nullable;

/**
 * A thing that is there, but not in a list of the document that would have it; {@code prune=true} removes it.
 *
 * @param project the name of the project that it belongs to
 */
public record Unlisted(String kind, @Nullable String project, String name) {}
