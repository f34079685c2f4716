/** The tests of former revisions. */
@NullMarked
package io.promptgate.admin.history;

import org.jspecify.annotations.NullMarked;
