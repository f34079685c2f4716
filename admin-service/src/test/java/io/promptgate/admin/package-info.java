/** What the tests share: one PostgreSQL, one way to call the API. */
@NullMarked
package io.promptgate.admin;

import org.jspecify.annotations.NullMarked;
