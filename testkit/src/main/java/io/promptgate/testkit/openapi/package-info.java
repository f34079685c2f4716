/** Holds what a service answers in its tests against the OpenAPI document that it serves. */
@NullMarked
package io.promptgate.testkit.openapi;

import org.jspecify.annotations.NullMarked;
