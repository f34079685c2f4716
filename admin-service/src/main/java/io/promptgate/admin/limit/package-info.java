/** Limits and budgets, as fields of whatever holds them: their rules, their columns, their place in the document. */
@NullMarked
package io.promptgate.admin.limit;

import org.jspecify.annotations.NullMarked;
