package io.promptgate.logs.reprice;

import io.promptgate.service.access.Needs;
import io.promptgate.service.access.Origin;
import io.promptgate.service.access.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.jboss.logging.Logger;

/** Prices records anew after a correction of prices. */
@Path("/logs/v1/reprice")
@Needs(Permission.STORE_WRITE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RepriceResource {
    private static final Logger LOG = Logger.getLogger(RepriceResource.class);

    private final AdminPrices prices;
    private final Repricer repricer;

    @Inject
    RepriceResource(AdminPrices prices, Repricer repricer) {
        this.prices = prices;
        this.repricer = repricer;
    }

    /** Costs and figures of the window follow the prices that hold now; twice is as good as once. */
    @POST
    @Operation(summary = "Computes the costs of a window anew, by the prices that hold now, and says what changed")
    @RequestBodySchema(RepriceRequest.class)
    public Uni<RepriceReport> reprice(byte[] body, @Context RoutingContext http) {
        RepriceRequest request = RepriceRequest.read(body);
        Origin origin = Origin.of(http);
        return prices.now()
                .chain(table -> repricer.run(request, table, origin))
                .invoke(report -> LOG.infof(
                        "%s priced %s to %s anew%s by revision %d: %d of %d records changed, %s USD became %s",
                        origin.caller().subject(),
                        report.from(),
                        report.to(),
                        report.dryRun() ? " (dry run)" : "",
                        report.priceRevision(),
                        report.changed(),
                        report.looked(),
                        report.costBefore().toPlainString(),
                        report.costAfter().toPlainString()));
    }
}
