/**
 * Who may call: the keys that the operator gives this service, the admin keys as they are in the database, and what is
 * written down of their use and of calls that were refused.
 */
@NullMarked
package io.promptgate.admin.access;

import org.jspecify.annotations.NullMarked;
