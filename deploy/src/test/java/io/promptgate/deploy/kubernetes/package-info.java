/** What kustomize makes of {@code deploy/}, its schemas, and the rules that every manifest follows. */
@NullMarked
package io.promptgate.deploy.kubernetes;

import org.jspecify.annotations.NullMarked;
