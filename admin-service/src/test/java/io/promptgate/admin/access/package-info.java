/** Tests of the package. */
@NullMarked
package io.promptgate.admin.access;

import org.jspecify.annotations.NullMarked;
