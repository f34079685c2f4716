/** Tests of the package. */
@NullMarked
package io.promptgate.admin.provider;

import org.jspecify.annotations.NullMarked;
