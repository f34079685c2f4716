/** How the configuration differs from what it was, or is to be: for programs, and as a text for people. */
@NullMarked
package io.promptgate.admin.difference;

import org.jspecify.annotations.NullMarked;
