/**
 * Takes batches of records from the gateways. In comes NDJSON, out goes how many records are new, known already or
 * unreadable; a record is never lost for another one's sake.
 */
@NullMarked
package io.promptgate.logs.ingest;

import org.jspecify.annotations.NullMarked;
