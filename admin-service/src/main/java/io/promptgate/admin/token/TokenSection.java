package io.promptgate.admin.token;

import io.promptgate.admin.apply.Applying;
import io.promptgate.admin.apply.Directory;
import io.promptgate.admin.apply.Listing;
import io.promptgate.admin.apply.Place;
import io.promptgate.admin.apply.Row;
import io.promptgate.admin.apply.Section;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Rule;
import io.promptgate.admin.limit.LimitColumns;
import io.promptgate.admin.limit.LimitRules;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code tokens} within a project of the document: what is known of them but their secrets. One that is not there is
 * made, with its secret in the answer of the apply; one that is pruned is revoked. Revoked ones are not listed.
 */
@Singleton
public final class TokenSection implements Section<TokenThing, TokenEntity> {
    private static final String KIND = "token";
    private static final String ID = "id";
    private static final String EXPIRES_AT = "expires_at";
    private static final Listing LISTING = Listing.inProjects(630, KIND, "tokens");

    /** An id only tells tokens of the same name apart. */
    @Override
    public boolean makesWithId() {
        return false;
    }

    @Override
    public Listing listing() {
        return LISTING;
    }

    @Override
    public Uni<List<TokenEntity>> rows() {
        return TokenEntity.list("revokedAt is null");
    }

    @Override
    public Row<TokenEntity> row(TokenEntity row) {
        return new Row<>(row.id, row.projectUuid, row.name, row);
    }

    @Override
    public TokenThing thing(TokenEntity row, Directory directory) {
        UUID id = directory.isUnique(KIND, row.projectUuid, row.name) ? null : row.id;
        return new TokenThing(
                id,
                new NewToken(
                        row.name,
                        TokenRules.split(row.scopes),
                        row.expiresAt,
                        row.metadata,
                        LimitColumns.limits(row.limits),
                        LimitColumns.budgets(row.limits)));
    }

    @Override
    public TokenThing read(Fields fields, Directory directory) {
        return new TokenThing(
                fields.uuid(ID),
                new NewToken(
                        fields.text("name", Rule.NAME),
                        fields.choices("scopes", TokenRules.SCOPES, TokenRules.SCOPES_DEFAULT),
                        fields.time(EXPIRES_AT),
                        fields.metadata("metadata", TokenRules.NO_METADATA),
                        LimitRules.limits(fields, Limits.NONE),
                        LimitRules.budgets(fields, Budgets.NONE)));
    }

    @Override
    public void check(TokenThing asked, @Nullable TokenThing present, Place place, Fields fields, Directory directory) {
        Instant expiry = asked.token().expiresAt();
        boolean stays = present != null
                && expiry != null
                && expiry.equals(present.token().expiresAt());
        if (expiry != null && !stays && !expiry.isAfter(Instant.now())) {
            fields.error(EXPIRES_AT, Fields.FUTURE);
        }
    }

    @Override
    public Uni<?> create(TokenThing asked, Place place, Applying applying) {
        Masked secret = ClientToken.mintLive();
        TokenEntity entity = asked.token().entity(place.owner(), secret, applying.change());
        entity.id = place.id();
        applying.minted(place, asked.name(), secret);
        applying.change()
                .add(
                        Changed.inProject(entity.projectUuid, KIND, entity.id.toString(), "created"),
                        null,
                        TokenView.of(entity));
        return entity.persist();
    }

    @Override
    public void change(TokenEntity row, TokenThing asked, Applying applying) {
        NewToken to = asked.token();
        new TokenPatch(to.name(), to.scopes(), to.expiresAt(), to.metadata(), to.limits(), to.budgets())
                .apply(row, applying.change());
    }

    @Override
    public Uni<?> remove(TokenEntity row, Applying applying) {
        TokenRules.revoke(row, applying.change());
        return Uni.createFrom().voidItem();
    }
}
