/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.admin.access;

import org.jspecify.annotations.NullMarked;
