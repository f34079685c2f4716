/** The tests of configuration as code. */
@NullMarked
package io.promptgate.admin.apply;

import org.jspecify.annotations.NullMarked;
