/** Tests of the Grafana dashboard and of Prometheus's alert rules. */
@NullMarked
package io.promptgate.deploy.metrics;

import org.jspecify.annotations.NullMarked;
