/** The tests of documents on the command line. */
@NullMarked
package io.promptgate.cli.config;

import org.jspecify.annotations.NullMarked;
