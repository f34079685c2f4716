/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.logs.ingest;

import org.jspecify.annotations.NullMarked;
