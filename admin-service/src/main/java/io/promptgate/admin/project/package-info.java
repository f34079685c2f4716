/** Projects: what a team owns. */
@NullMarked
package io.promptgate.admin.project;

import org.jspecify.annotations.NullMarked;
