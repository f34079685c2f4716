/**
 * OpenAI's language: the client's bytes go on, with only what must differ spliced in.
 */
@NullMarked
package io.promptgate.gateway.provider.openai;

import org.jspecify.annotations.NullMarked;
