/** What holds for every call alike. */
@NullMarked
package io.promptgate.admin.convention;

import org.jspecify.annotations.NullMarked;
