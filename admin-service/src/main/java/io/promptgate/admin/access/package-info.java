/** The keys that the operator gives this service. */
@NullMarked
package io.promptgate.admin.access;

import org.jspecify.annotations.NullMarked;
