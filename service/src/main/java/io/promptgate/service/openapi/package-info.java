/** The OpenAPI document: what every call of a service has in common is written into it here, while the program is built. */
@NullMarked
package io.promptgate.service.openapi;

import org.jspecify.annotations.NullMarked;
