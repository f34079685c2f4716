/**
 * All of a project's requests that match, as a file of any size: a page is read when the one before has been taken by
 * the client, and forgotten when it is written.
 */
@NullMarked
package io.promptgate.logs.export;

import org.jspecify.annotations.NullMarked;
