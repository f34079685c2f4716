/** Provider bindings: which providers a project may use, and with which credential. */
@NullMarked
package io.promptgate.admin.provider;

import org.jspecify.annotations.NullMarked;
