/** Regular expressions of the operator's own that cannot stall a service: RE2's, bounded in size. */
@NullMarked
package io.promptgate.common.pattern;

import org.jspecify.annotations.NullMarked;
