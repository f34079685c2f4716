/**
 * Who may call, and what. {@link io.promptgate.service.access.Permission} is the table that decides; a resource says
 * with {@link io.promptgate.service.access.Needs} which action each of its calls is. Who calls is found by mechanisms:
 * the admin key for people and scripts, the service key for services.
 */
@NullMarked
package io.promptgate.service.access;

import org.jspecify.annotations.NullMarked;
