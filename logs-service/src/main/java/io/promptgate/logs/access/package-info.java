/** The keys that the operator gives this service. */
@NullMarked
package io.promptgate.logs.access;

import org.jspecify.annotations.NullMarked;
