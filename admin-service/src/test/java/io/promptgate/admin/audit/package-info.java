/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.admin.audit;

import org.jspecify.annotations.NullMarked;
