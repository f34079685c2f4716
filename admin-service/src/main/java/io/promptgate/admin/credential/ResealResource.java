package io.promptgate.admin.credential;

import io.promptgate.admin.http.Answer;
import io.promptgate.admin.publish.Writes;
import io.promptgate.admin.revision.Change;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
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

/** {@code /credentials/reseal}: the last step of a change of the master key. */
@Path(CredentialResource.PATH + "/reseal")
@Tag(name = "credentials")
@Produces(MediaType.APPLICATION_JSON)
public final class ResealResource {
    /** What one call and one revision take: a change that every gateway takes over in one go. */
    private static final int MOST = 500;

    private final Writes writes;
    private final Vault vault;

    @Inject
    ResealResource(Writes writes, Vault vault) {
        this.writes = writes;
        this.vault = vault;
    }

    /**
     * What a call did.
     *
     * @param masterKeyId the id of the master key that seals now
     * @param resealed how many credentials it seals now that another key sealed before
     * @param remaining how many are left for further calls
     * @param unreadable those that cannot be opened, and stay as they are
     */
    public record Resealed(String masterKeyId, int resealed, int remaining, List<UUID> unreadable) {
        public Resealed {
            unreadable = List.copyOf(unreadable);
        }
    }

    /** Seals credentials anew whose secrets an earlier master key sealed. */
    @POST
    @Needs(Permission.CREDENTIAL_WRITE)
    @Consumes(MediaType.WILDCARD)
    @APIResponseSchema(Resealed.class)
    public Uni<Response> reseal() {
        return writes.answer(change ->
                CredentialEntity.sealedOtherwise(vault.activeKeyId()).map(rows -> Answer.ok(reseal(rows, change))));
    }

    private Resealed reseal(List<CredentialEntity> rows, Change change) {
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
        return new Resealed(vault.activeKeyId(), resealed, remaining, unreadable);
    }
}
