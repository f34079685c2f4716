/** Admin keys beside the first one: who holds a role without an account. */
@NullMarked
package io.promptgate.admin.key;

import org.jspecify.annotations.NullMarked;
