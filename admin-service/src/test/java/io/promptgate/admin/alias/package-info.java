/** Tests of the package. */
@NullMarked
package io.promptgate.admin.alias;

import org.jspecify.annotations.NullMarked;
