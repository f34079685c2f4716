package io.promptgate.admin.credential;

import io.promptgate.admin.http.Answer;
import io.promptgate.admin.publish.Writes;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.admin.revision.Ledger;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Origin;
import io.promptgate.service.access.Permission;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;

/** {@code /credentials/reseal}: the last step of a change of the master key. */
@Path(CredentialResource.PATH + "/reseal")
@Tag(name = "credentials")
@Produces(MediaType.APPLICATION_JSON)
public final class ResealResource {
    /** What one call and one revision take: a change that every gateway takes over in one go. */
    private static final int MOST = 500;

    private final Writes writes;
    private final Vault vault;
    private final FormerSeals formerSeals;
    private final CurrentVertxRequest request;

    @Inject
    ResealResource(Writes writes, Vault vault, FormerSeals formerSeals, CurrentVertxRequest request) {
        this.writes = writes;
        this.vault = vault;
        this.formerSeals = formerSeals;
        this.request = request;
    }

    /**
     * What a call did.
     *
     * @param masterKeyId the id of the master key that seals now
     * @param resealed how many credentials it seals now that another key sealed before
     * @param formerResealed how many former states of credentials, kept for rollbacks, it seals now
     * @param remaining how many of both are left for further calls
     * @param unreadable the credentials that cannot be opened, and stay as they are
     * @param formerUnreadable how many former states cannot be opened, and stay as they are
     */
    public record Resealed(
            String masterKeyId,
            int resealed,
            int formerResealed,
            long remaining,
            List<UUID> unreadable,
            int formerUnreadable) {
        public Resealed {
            unreadable = List.copyOf(unreadable);
        }
    }

    /** Seals credentials anew whose secrets an earlier master key sealed, and what the history keeps of them. */
    @POST
    @Needs(Permission.CREDENTIAL_WRITE)
    @Consumes(MediaType.WILDCARD)
    @APIResponseSchema(Resealed.class)
    public Uni<Response> reseal() {
        Origin origin = Origin.of(request.getCurrent());
        return writes.answer(change -> CredentialEntity.sealedOtherwise(vault.activeKeyId())
                .map(rows -> reseal(rows, change))
                .chain(credentials -> Panache.getSession()
                        .chain(session -> session.flush()
                                .chain(() -> formerSeals.reseal(session))
                                .call(former -> witness(session, former, origin))
                                .map(former -> Answer.ok(resealed(credentials, former))))));
    }

    private static Uni<Void> witness(Mutiny.Session session, FormerSeals.Done former, Origin origin) {
        return former.resealed() == 0
                ? Uni.createFrom().voidItem()
                : Ledger.witness(session, origin, new Changed("history", "credentials", "resealed", null, null));
    }

    private Resealed resealed(Credentials credentials, FormerSeals.Done former) {
        return new Resealed(
                vault.activeKeyId(),
                credentials.resealed(),
                former.resealed(),
                credentials.remaining() + former.remaining(),
                credentials.unreadable(),
                former.unreadable());
    }

    private Credentials reseal(List<CredentialEntity> rows, Change change) {
        List<UUID> unreadable = new ArrayList<>();
        int resealed = 0;
        int remaining = 0;
        for (CredentialEntity row : rows) {
            if (!vault.isReadable(row.id, row.sealed)) {
                unreadable.add(row.id);
            } else if (resealed == MOST) {
                remaining++;
            } else if (vault.reseal(row, change)) {
                resealed++;
            }
        }
        return new Credentials(resealed, remaining, unreadable);
    }

    private record Credentials(int resealed, int remaining, List<UUID> unreadable) {}
}
