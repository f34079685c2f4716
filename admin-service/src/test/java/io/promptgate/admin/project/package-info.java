/** Tests of the package. */
@NullMarked
package io.promptgate.admin.project;

import org.jspecify.annotations.NullMarked;
