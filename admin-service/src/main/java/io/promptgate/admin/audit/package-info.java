/**
 * The audit as it can be read: filtered, exported, and verified along its chain. It is written by
 * {@link io.promptgate.admin.revision.Ledger}, in the transaction of the change, and by
 * {@link io.promptgate.admin.access.AccessNotes}.
 */
@NullMarked
package io.promptgate.admin.audit;

import org.jspecify.annotations.NullMarked;
