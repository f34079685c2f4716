/** The way of a call from a company's program to a provider and back; one package for each station. */
@NullMarked
package io.promptgate.gateway;

import org.jspecify.annotations.NullMarked;
