/** Tests of credentials, tested. */
@NullMarked
package io.promptgate.admin.probe;

import org.jspecify.annotations.NullMarked;
