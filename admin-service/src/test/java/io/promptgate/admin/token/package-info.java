/** Tests of the package. */
@NullMarked
package io.promptgate.admin.token;

import org.jspecify.annotations.NullMarked;
