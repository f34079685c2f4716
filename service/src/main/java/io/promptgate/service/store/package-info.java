/** PostgreSQL behind a service: its schema, its pool, the gate to it, and what is answered while it is away. */
@NullMarked
package io.promptgate.service.store;

import org.jspecify.annotations.NullMarked;
