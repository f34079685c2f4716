/** What the resources' requests and answers have in common: fields of a body, lists in slices, ETags. */
@NullMarked
package io.promptgate.admin.http;

import org.jspecify.annotations.NullMarked;
