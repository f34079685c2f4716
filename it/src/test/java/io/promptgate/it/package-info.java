/** The suite as a user meets it: packaged services as processes, a real PostgreSQL, stubs for the providers. */
@NullMarked
package io.promptgate.it;

import org.jspecify.annotations.NullMarked;
