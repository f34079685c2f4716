package io.promptgate.admin.apply;

import io.promptgate.admin.difference.Difference;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** One difference, and the work that makes it. */
record Step(Difference difference, Function<Applying, Uni<?>> work) {}
