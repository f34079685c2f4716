/** Tests of the package. */
@NullMarked
package io.promptgate.admin.http;

import org.jspecify.annotations.NullMarked;
