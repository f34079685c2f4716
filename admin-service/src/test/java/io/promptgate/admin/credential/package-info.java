/** Tests of the package. */
@NullMarked
package io.promptgate.admin.credential;

import org.jspecify.annotations.NullMarked;
