/** Finds records: pages of a project's requests by filter, and single ones with their bodies. */
@NullMarked
package io.promptgate.logs.search;

import org.jspecify.annotations.NullMarked;
