package io.promptgate.admin.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.config.Credential;
import io.promptgate.common.json.Json;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.common.secret.UnsealException;
import io.promptgate.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the configuration what it was at a revision, as a new revision. Credentials come back with the secrets that
 * they had. Tokens do not come back to life: one that was revoked or rotated since stays so, unless that is asked for;
 * one that was made since is revoked.
 */
@Singleton
final class Rollback {
    private static final List<String> TOKEN_STATE =
            List.of("hash", "preview", "revoked_at", "former_hash", "former_until");

    private final SecretBox box;

    @Inject
    Rollback(SecretBox box) {
        this.box = box;
    }

    /**
     * Rolls back, in the transaction of the change.
     *
     * @param tokens whether tokens get the secrets back that they had, revoked ones too
     */
    Uni<RollbackView> to(long revision, boolean tokens, Change change) {
        long head = change.number() - 1;
        return History.extent()
                .invoke(extent -> extent.need(revision))
                .chain(() -> History.span(revision, head))
                .chain(span -> {
                    List<String> tokensKept = new ArrayList<>();
                    List<RowChange> rows = span.stream()
                            .map(row -> wanted(row, tokens, change, tokensKept))
                            .filter(Rollback::differs)
                            .toList();
                    demandReadable(rows);
                    note(rows, revision, change);
                    long made = rows.isEmpty() ? head : change.number();
                    return new Restoring(change, rows)
                            .run()
                            .map(_ -> RollbackView.of(made, revision, rows, tokensKept));
                });
    }

    /** The way from what is to what shall be. */
    private static RowChange wanted(RowChange since, boolean tokens, Change change, List<String> tokensKept) {
        RowChange back = since.reversed();
        if (since.kept() != Kept.TOKEN) {
            return back;
        }
        ObjectNode newest = since.became() == null ? since.last() : since.became();
        ObjectNode then = since.was();
        ObjectNode wanted = then == null ? newest : then;
        if (wanted == null || newest == null) {
            return back;
        }
        ObjectNode token = wanted.deepCopy();
        if (then == null) {
            if (since.became() == null) {
                return back;
            }
            if (token.path("revoked_at").isNull()) {
                token.put("revoked_at", Json.time(change.at()));
            }
        } else if (!tokens) {
            TOKEN_STATE.stream().filter(newest::has).forEach(field -> token.set(field, newest.get(field)));
            if (!same(token, then)) {
                tokensKept.add(since.key());
            }
        }
        return new RowChange(since.kept(), since.key(), since.project(), since.owner(), since.became(), token, null);
    }

    private static boolean differs(RowChange row) {
        return !same(row.was(), row.became());
    }

    private static boolean same(@Nullable ObjectNode a, @Nullable ObjectNode b) {
        return Objects.equals(configuration(a), configuration(b));
    }

    private static @Nullable ObjectNode configuration(@Nullable ObjectNode row) {
        return row == null ? null : row.deepCopy().remove(List.of("version", "updated_at"));
    }

    private void demandReadable(List<RowChange> rows) {
        List<String> unreadable = rows.stream()
                .filter(row -> row.kept() == Kept.CREDENTIAL && row.became() != null && !opens(row, row.became()))
                .map(RowChange::name)
                .toList();
        if (!unreadable.isEmpty()) {
            throw ProblemException.conflict("The secrets of these credentials were sealed with a master key that is not"
                    + " known any more: " + String.join(", ", unreadable) + ".");
        }
    }

    private boolean opens(RowChange row, ObjectNode credential) {
        try {
            box.open(credential.path("sealed").asText(), Credential.context(UUID.fromString(row.key())));
            return true;
        } catch (UnsealException _) {
            return false;
        }
    }

    private static void note(List<RowChange> rows, long revision, Change change) {
        if (!rows.isEmpty()) {
            change.add(new Changed("revision", Long.toString(revision), "rolled back to", null, null), null, null);
        }
        rows.forEach(row -> change.add(
                row.kept().changed(row, row.became() == null ? "deleted" : "restored"),
                row.was() == null ? null : RowView.shown(row.was()),
                row.became() == null ? null : RowView.shown(row.became())));
    }
}
