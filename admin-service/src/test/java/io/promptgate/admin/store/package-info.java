/** Tests of the package. */
@NullMarked
package io.promptgate.admin.store;

import org.jspecify.annotations.NullMarked;
