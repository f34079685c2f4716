/** What models cost: the bundled prices, the operator's own over them, and the import of a public price file. */
@NullMarked
package io.promptgate.admin.price;

import org.jspecify.annotations.NullMarked;
