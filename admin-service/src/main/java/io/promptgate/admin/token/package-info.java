/** Tokens: what a project's clients send to the gateway. Shown once, kept as a hash. */
@NullMarked
package io.promptgate.admin.token;

import org.jspecify.annotations.NullMarked;
