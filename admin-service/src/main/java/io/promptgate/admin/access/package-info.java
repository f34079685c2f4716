/** Who may call: keys for people and scripts, the service key for gateways. Other ways of identifying plug in here. */
@NullMarked
package io.promptgate.admin.access;

import org.jspecify.annotations.NullMarked;
