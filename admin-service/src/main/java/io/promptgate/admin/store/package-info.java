/** The way to PostgreSQL: schema, time limits, and what is answered while it is away. */
@NullMarked
package io.promptgate.admin.store;

import org.jspecify.annotations.NullMarked;
