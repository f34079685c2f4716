/** Who may call: the admin key for people and scripts, the service key for gateways. Other ways plug in here. */
@NullMarked
package io.promptgate.service.access;

import org.jspecify.annotations.NullMarked;
