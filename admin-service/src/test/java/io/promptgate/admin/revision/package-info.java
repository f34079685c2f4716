/** Tests of the package. */
@NullMarked
package io.promptgate.admin.revision;

import org.jspecify.annotations.NullMarked;
