/** The one JSON mapping that all services use on the wire. */
@NullMarked
package io.promptgate.common.json;

import org.jspecify.annotations.NullMarked;
