/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.service.problem;

import org.jspecify.annotations.NullMarked;
