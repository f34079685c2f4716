/**
 * Anthropic's Messages API, both ways: a chat request in OpenAI's shape becomes a message request, and whole replies,
 * streams and errors come back in OpenAI's shape. Every field is translated or refused by its path; nothing is dropped
 * in silence. What becomes what is told in {@code docs/providers/anthropic.md}. Knows no other provider.
 */
@NullMarked
package io.promptgate.gateway.provider.anthropic;

import org.jspecify.annotations.NullMarked;
