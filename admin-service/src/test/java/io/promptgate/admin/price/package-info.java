/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.admin.price;

import org.jspecify.annotations.NullMarked;
