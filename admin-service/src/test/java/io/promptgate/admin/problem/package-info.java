/** Tests of the package. */
@NullMarked
package io.promptgate.admin.problem;

import org.jspecify.annotations.NullMarked;
