/** Where the repository's files are, and how they are read. No file is written. */
@NullMarked
package io.promptgate.deploy;

import org.jspecify.annotations.NullMarked;
