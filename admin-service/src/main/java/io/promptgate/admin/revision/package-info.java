/** Revisions: every change of the configuration is one transaction that ends in the next revision. */
@NullMarked
package io.promptgate.admin.revision;

import org.jspecify.annotations.NullMarked;
