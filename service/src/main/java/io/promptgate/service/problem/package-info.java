/** Errors: every answer that is not a success is an RFC 9457 problem, written here and nowhere else. */
@NullMarked
package io.promptgate.service.problem;

import org.jspecify.annotations.NullMarked;
