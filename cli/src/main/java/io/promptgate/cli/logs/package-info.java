/** The log and its figures at a terminal: asks logs-service, and shows what it says as aligned lines. */
@NullMarked
package io.promptgate.cli.logs;

import org.jspecify.annotations.NullMarked;
