/** Tests of the network addresses. */
@NullMarked
package io.promptgate.common.net;

import org.jspecify.annotations.NullMarked;
