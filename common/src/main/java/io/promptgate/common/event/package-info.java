/** What the gateway reports of a request: the record, its attempts and its usage, and their JSON. */
@NullMarked
package io.promptgate.common.event;

import org.jspecify.annotations.NullMarked;
