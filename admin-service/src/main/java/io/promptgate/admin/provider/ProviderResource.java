package io.promptgate.admin.provider;

import io.promptgate.admin.http.Page;
import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Permission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /providers}: the catalogue, to read. */
@Path("/admin/v1/providers")
@Tag(name = "providers")
@Needs(Permission.PROVIDER_READ)
@Produces(MediaType.APPLICATION_JSON)
public final class ProviderResource {

    @GET
    public Page<ProviderView> list() {
        return new Page<>(
                Arrays.stream(ProviderPreset.values())
                        .map(preset -> ProviderView.of(preset.provider()))
                        .toList(),
                null);
    }

    @GET
    @Path("/{key}")
    public ProviderView read(@RestPath String key) {
        return ProviderView.of(BindingRules.provider(key));
    }
}
