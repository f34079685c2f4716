/** All parts together: what is started in which order, with which environment, and stopped in the reverse one. */
@NullMarked
package io.promptgate.cli.stack;

import org.jspecify.annotations.NullMarked;
