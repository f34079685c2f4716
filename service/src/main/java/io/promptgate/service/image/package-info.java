/** What the build of native programs must know. Not part of a service that runs. */
@NullMarked
package io.promptgate.service.image;

import org.jspecify.annotations.NullMarked;
