/** The embedded PostgreSQL and its data folder, or the operator's own. */
@NullMarked
package io.promptgate.cli.database;

import org.jspecify.annotations.NullMarked;
