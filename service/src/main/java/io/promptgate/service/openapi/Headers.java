package io.promptgate.service.openapi;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The headers of conditional, repeated and configuring calls of the admin API. */
final class Headers {
    private static final String ADMIN = "/admin/";

    private Headers() {}

    static void add(String path, HttpMethod method, Operation operation) {
        if (!path.startsWith(ADMIN)) {
            return;
        }
        if (method == HttpMethod.POST) {
            operation.addParameter(OASFactory.createParameter()
                    .name("Idempotency-Key")
                    .in(Parameter.In.HEADER)
                    .description("The same key and body within 24 hours give the same answer; 1 to 255 visible ASCII")
                    .schema(text()));
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2") && method != HttpMethod.GET) {
                header(response, "x-promptgate-revision", "The revision that the call made, or the newest");
                header(response, "x-promptgate-applied", "How many of the live gateways serve it, as in 3/3");
                header(response, "x-promptgate-lagging", "The gateways that did not follow in time");
            }
            if (status.startsWith("2") && takesCondition(operation) && !status.equals("204")) {
                header(response, "ETag", "Give it as If-Match to change just this version");
            }
        });
    }

    /** Whether the call has a condition. */
    static boolean takesCondition(Operation operation) {
        return takes("If-Match", operation);
    }

    /** Whether the call replaces or creates. */
    static boolean mayCreate(Operation operation) {
        return takes("If-None-Match", operation);
    }

    private static boolean takes(String header, Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> header.equals(parameter.getName()));
    }

    private static void header(APIResponse response, String name, String description) {
        Header header = OASFactory.createHeader().description(description).schema(text());
        response.addHeader(name, header);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}
