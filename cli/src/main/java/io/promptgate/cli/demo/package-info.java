/** The demo: mock providers, and a project on them made through the admin API as a user would. */
@NullMarked
package io.promptgate.cli.demo;

import org.jspecify.annotations.NullMarked;
