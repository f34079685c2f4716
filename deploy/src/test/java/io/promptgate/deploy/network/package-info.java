/** Network policies evaluated as a cluster would: who reaches whom. */
@NullMarked
package io.promptgate.deploy.network;

import org.jspecify.annotations.NullMarked;
