/** Credentials: providers' keys. Sealed before they reach the database; no answer ever holds one. */
@NullMarked
package io.promptgate.admin.credential;

import org.jspecify.annotations.NullMarked;
