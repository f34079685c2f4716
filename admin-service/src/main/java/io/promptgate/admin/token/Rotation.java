package io.promptgate.admin.token;

import io.promptgate.admin.http.Fields;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.TokenHash;

/**
 * How a token gets a new secret.
 *
 * @param overlapSeconds how long the one before is accepted too; 0 when not sent: it ends at once
 */
public record Rotation(int overlapSeconds) {
    private static final int THIRTY_DAYS = 2_592_000;

    static Rotation from(Fields fields) {
        Integer overlap = fields.whole("overlap_seconds", 0, THIRTY_DAYS);
        fields.check();
        return new Rotation(overlap == null ? 0 : overlap);
    }

    /** A secret from an earlier rotation ends with this one, whatever overlap it had. */
    TokenEntity apply(TokenEntity token, Masked secret, Change change) {
        TokenView before = TokenView.of(token);
        boolean overlaps = overlapSeconds > 0;
        token.formerHash = overlaps ? token.hash : null;
        token.formerUntil = overlaps ? change.at().plusSeconds(overlapSeconds) : null;
        token.hash = TokenHash.of(secret.reveal()).hex();
        token.preview = secret.preview();
        token.version = change.number();
        token.updatedAt = change.at();
        change.add(
                Changed.inProject(token.projectUuid, "token", token.id.toString(), "rotated"),
                before,
                TokenView.of(token));
        return token;
    }
}
