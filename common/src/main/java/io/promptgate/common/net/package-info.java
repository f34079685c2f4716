/** Network addresses: which of them may be called, and how a base URL and an address are spelt. */
@NullMarked
package io.promptgate.common.net;

import org.jspecify.annotations.NullMarked;
