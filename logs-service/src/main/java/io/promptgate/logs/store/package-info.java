/**
 * The log store, and the only place that knows that it is PostgreSQL: tables, SQL, what is answered while it is away.
 * The seam is {@link io.promptgate.logs.store.RecordStore}; nothing of SQL passes it.
 */
@NullMarked
package io.promptgate.logs.store;

import org.jspecify.annotations.NullMarked;
