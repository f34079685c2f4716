/** The configuration as a document: read here, planned and applied by admin-service. */
@NullMarked
package io.promptgate.cli.config;

import org.jspecify.annotations.NullMarked;
