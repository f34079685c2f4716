/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.admin.key;

import org.jspecify.annotations.NullMarked;
