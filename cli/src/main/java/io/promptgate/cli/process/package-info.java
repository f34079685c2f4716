/** Programs run as processes: started, watched, logged within bounds, started again, stopped. */
@NullMarked
package io.promptgate.cli.process;

import org.jspecify.annotations.NullMarked;
