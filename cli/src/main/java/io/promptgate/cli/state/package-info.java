/** What the state folder holds between two starts: secrets, ports, the demo's ids, the lock. */
@NullMarked
package io.promptgate.cli.state;

import org.jspecify.annotations.NullMarked;
