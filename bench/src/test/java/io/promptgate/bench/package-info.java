/** Tests of what the bench reckons and reads; its figures themselves are for people. */
@NullMarked
package io.promptgate.bench;

import org.jspecify.annotations.NullMarked;
