/** Tests of what tokens have used. */
@NullMarked
package io.promptgate.logs.spend;

import org.jspecify.annotations.NullMarked;
