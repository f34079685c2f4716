/**
 * The log store's service: takes records from the gateways ({@code ingest}), finds them ({@code search}), computes
 * figures from them ({@code usage}). All of them reach PostgreSQL through {@code store} alone.
 */
@NullMarked
package io.promptgate.logs;

import org.jspecify.annotations.NullMarked;
