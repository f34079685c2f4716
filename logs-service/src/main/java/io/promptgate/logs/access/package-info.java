/**
 * Who may call: the keys that the operator gives this service, and the admin keys, which admin-service owns and this
 * service learns from it.
 */
@NullMarked
package io.promptgate.logs.access;

import org.jspecify.annotations.NullMarked;
