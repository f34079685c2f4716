/**
 * Tests of credentials: a live gateway calls the provider, since only gateways leave the network, hold the guard of
 * addresses and know the base URLs that are set for them. It is asked over the stream that it follows anyway.
 */
@NullMarked
package io.promptgate.admin.probe;

import org.jspecify.annotations.NullMarked;
