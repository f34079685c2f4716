/** The compose file and the systemd units. */
@NullMarked
package io.promptgate.deploy.host;

import org.jspecify.annotations.NullMarked;
