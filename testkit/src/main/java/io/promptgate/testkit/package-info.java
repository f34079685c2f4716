/**
 * What tests and the demo stand on: upstream providers that are not there ({@link io.promptgate.testkit.StubUpstream}),
 * a real PostgreSQL, packaged services as processes, goldens. It knows wire formats, never a service's code.
 */
@NullMarked
package io.promptgate.testkit;

import org.jspecify.annotations.NullMarked;
