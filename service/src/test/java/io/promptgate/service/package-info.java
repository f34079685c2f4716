/** Tests of the package of the same name. */
@NullMarked
package io.promptgate.service;

import org.jspecify.annotations.NullMarked;
