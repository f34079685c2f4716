/** The workflows of the repository's host. */
@NullMarked
package io.promptgate.deploy.workflow;

import org.jspecify.annotations.NullMarked;
