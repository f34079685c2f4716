/** Tests of the package. */
@NullMarked
package io.promptgate.admin.publish;

import org.jspecify.annotations.NullMarked;
