/** Aliases: a wrapper project's own names for a provider's models. */
@NullMarked
package io.promptgate.admin.alias;

import org.jspecify.annotations.NullMarked;
