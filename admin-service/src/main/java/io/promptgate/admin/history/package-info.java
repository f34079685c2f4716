/**
 * Former revisions: what each changed, how two differ, and the way back to one. The database's triggers keep the rows;
 * this reads them.
 */
@NullMarked
package io.promptgate.admin.history;

import org.jspecify.annotations.NullMarked;
