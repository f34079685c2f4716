/** Tests of the catalogue of providers. */
@NullMarked
package io.promptgate.admin.catalogue;

import org.jspecify.annotations.NullMarked;
