/**
 * ROOM 5, the languages of the providers. Takes a client's request in OpenAI's shape and gives the bytes for the
 * upstream; takes the upstream's bytes and gives OpenAI's. No HTTP client, no waiting, no knowledge of who asks.
 */
@NullMarked
package io.promptgate.gateway.provider;

import org.jspecify.annotations.NullMarked;
