/**
 * Configuration as code: one document of the whole configuration, read, compared with what is there, and applied. The
 * things that it lists are known by their own packages: each has a {@link io.promptgate.admin.apply.Section} here.
 */
@NullMarked
package io.promptgate.admin.apply;

import org.jspecify.annotations.NullMarked;
