/** The catalogue of providers: the built-in ones with their global switch, and those that the operator adds as data. */
@NullMarked
package io.promptgate.admin.catalogue;

import org.jspecify.annotations.NullMarked;
