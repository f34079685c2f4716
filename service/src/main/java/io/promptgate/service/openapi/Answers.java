package io.promptgate.service.openapi;

import io.promptgate.service.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** The errors that a call can end with, by what it takes. */
record Answers(Components components) {
    private static final String PROBLEM = "Problem";
    private static final Map<Integer, String> MEANING = new TreeMap<>(Map.ofEntries(
            Map.entry(400, "A parameter, a header or the body cannot be read"),
            Map.entry(401, "No key or token, or one that is not valid; all look alike"),
            Map.entry(403, "The role does not allow this"),
            Map.entry(404, "It does not exist, or is another project's"),
            Map.entry(406, "The Accept header names nothing that there is"),
            Map.entry(409, "Its state does not allow this"),
            Map.entry(412, "It was changed since the caller saw it"),
            Map.entry(413, "The body is too large"),
            Map.entry(415, "The body is of another type"),
            Map.entry(422, "Fields break their rules; all of them are told"),
            Map.entry(429, "It was asked too often; Retry-After says when it may be again"),
            Map.entry(500, "A fault of the service; its log says what"),
            Map.entry(503, "It cannot be done now and may be tried again after Retry-After"),
            Map.entry(504, "The store needs longer than is allowed")));

    Answers {
        components.addSchema(PROBLEM, problem());
        MEANING.forEach((status, meaning) -> components.addResponse(name(status), answer(status, meaning)));
    }

    /** Adds those that are not there by annotation; what is, is told in the same shape. */
    void addErrors(String path, HttpMethod method, Operation operation) {
        APIResponses responses = operation.getResponses();
        if (method == HttpMethod.PUT && Headers.mayCreate(operation)) {
            responses.addAPIResponse("201", created(responses.getAPIResponse("200")));
        }
        SortedSet<Integer> statuses = statuses(path, method, operation);
        responses.getAPIResponses().keySet().stream()
                .filter(status -> status.startsWith("4") || status.startsWith("5"))
                .forEach(status -> statuses.add(Integer.valueOf(status)));
        statuses.forEach(status -> responses.addAPIResponse(
                status.toString(), OASFactory.createAPIResponse().ref(name(status))));
    }

    private static SortedSet<Integer> statuses(String path, HttpMethod method, Operation operation) {
        SortedSet<Integer> statuses = new TreeSet<>();
        statuses.add(401);
        statuses.add(403);
        statuses.add(500);
        statuses.add(503);
        statuses.add(504);
        boolean takes =
                operation.getParameters() != null && !operation.getParameters().isEmpty();
        boolean body = operation.getRequestBody() != null || method == HttpMethod.POST;
        if (takes || body) {
            statuses.add(400);
        }
        if (path.contains("{")) {
            statuses.add(404);
        }
        if (operation.getResponses().getAPIResponses().values().stream().anyMatch(r -> r.getContent() != null)) {
            statuses.add(406);
        }
        if (method != HttpMethod.GET) {
            statuses.add(409);
        }
        if (Headers.takesCondition(operation)) {
            statuses.add(412);
        }
        if (body) {
            statuses.add(413);
            statuses.add(415);
            statuses.add(422);
        }
        return statuses;
    }

    private static APIResponse created(APIResponse replaced) {
        return OASFactory.createAPIResponse()
                .description("Created")
                .headers(replaced.getHeaders())
                .content(replaced.getContent());
    }

    private static String name(int status) {
        return PROBLEM + status;
    }

    private static APIResponse answer(int status, String meaning) {
        APIResponse answer = OASFactory.createAPIResponse()
                .description(meaning)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))
                                        .example(example(status, meaning))));
        String header = header(status);
        if (!header.isEmpty()) {
            answer.addHeader(
                    header,
                    OASFactory.createHeader().schema(OASFactory.createSchema().addType(SchemaType.STRING)));
        }
        return answer;
    }

    private static String header(int status) {
        return switch (status) {
            case 401 -> "WWW-Authenticate";
            case 429, 503 -> "Retry-After";
            default -> "";
        };
    }

    private static Map<String, Object> example(int status, String meaning) {
        Problem problem = Problem.of(status, meaning + ".", List.of());
        return Map.of("type", problem.type(), "title", problem.title(), "status", status, "detail", problem.detail());
    }

    private static Schema problem() {
        Schema error = object().addProperty("field", text("Its path or the parameter's name"))
                .addProperty("message", text("What is wrong and what is allowed"))
                .addProperty("line", whole("Of a document: where it stands, from 1"))
                .addProperty("position", whole("Of a filter: where the piece begins, from 1"))
                .addProperty("piece", text("Of a filter: what is wrong"))
                .addProperty("allowed", list(text("What may stand there")))
                .addRequired("field")
                .addRequired("message");
        return object().description("An error (RFC 9457)")
                .addProperty("type", text("Always about:blank"))
                .addProperty("title", text("The status in words"))
                .addProperty("status", whole("The status"))
                .addProperty("detail", text("This occurrence, for people"))
                .addProperty("errors", list(error))
                .addRequired("type")
                .addRequired("title")
                .addRequired("status")
                .addRequired("detail");
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT).additionalPropertiesSchema(Schemas.none());
    }

    private static Schema list(Schema items) {
        return OASFactory.createSchema().addType(SchemaType.ARRAY).items(items);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    private static Schema whole(String description) {
        return OASFactory.createSchema().addType(SchemaType.INTEGER).description(description);
    }
}
