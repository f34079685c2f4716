/** The Dockerfiles: read, linted, and built into an image without an engine. */
@NullMarked
package io.promptgate.deploy.image;

import org.jspecify.annotations.NullMarked;
