/**
 * The configuration on its way to the gateways: snapshots, the event stream, acknowledgements, and the wait of a write
 * until every live gateway serves it. Replicas of this service wake each other through PostgreSQL's LISTEN and NOTIFY.
 */
@NullMarked
package io.promptgate.admin.publish;

import org.jspecify.annotations.NullMarked;
