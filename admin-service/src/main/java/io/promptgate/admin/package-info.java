/**
 * The configuration's owner: the admin API, the configuration store in PostgreSQL, and the feed that gateways follow.
 * One package for each thing that is administered; what they share is in {@code http}, {@code revision}
 * and {@code publish}.
 */
@NullMarked
package io.promptgate.admin;

import org.jspecify.annotations.NullMarked;
