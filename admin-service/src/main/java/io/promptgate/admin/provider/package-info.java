/** Providers: the catalogue, and which of them a project may use with which credential. */
@NullMarked
package io.promptgate.admin.provider;

import org.jspecify.annotations.NullMarked;
