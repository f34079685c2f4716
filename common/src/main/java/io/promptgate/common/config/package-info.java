/** The configuration as the services exchange it: immutable records, valid once built, JSON in snake_case. */
@NullMarked
package io.promptgate.common.config;

import org.jspecify.annotations.NullMarked;
