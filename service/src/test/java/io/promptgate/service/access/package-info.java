/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.service.access;

import org.jspecify.annotations.NullMarked;
