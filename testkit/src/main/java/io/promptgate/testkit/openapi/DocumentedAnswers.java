package io.promptgate.testkit.openapi;

import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Fails a test when the service answers with a status, a field or a content type that its OpenAPI document does not
 * have, or takes a body that the document does not allow. Every call that REST-assured makes goes through it. Notes
 * which calls succeeded, for a test that demands all of them.
 */
public final class DocumentedAnswers implements Filter {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PROBLEM = "application/problem+json";
    private static final Set<Integer> NOWHERE = Set.of(401, 403, 404, 406);
    private static final int NO_SUCH_METHOD = 405;

    private final String base;
    private final Set<String> noted = ConcurrentHashMap.newKeySet();
    private @Nullable ApiDocument document;

    /**
     * Judges the calls of an API.
     *
     * @param base the path under which all of the API stands, as in {@code /admin/}
     */
    public DocumentedAnswers(String base) {
        this.base = base;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification asked, FilterContext context) {
        Response answer = context.next(request, asked);
        URI uri = URI.create(request.getURI());
        if (uri.getPath().startsWith(base)) {
            List<String> faults = faults(request, uri, answer);
            if (!faults.isEmpty()) {
                throw new AssertionError(request.getMethod() + " " + uri + " answered " + answer.statusCode()
                        + ", which is not as documented: " + String.join("; ", faults) + "\n" + shown(answer));
            }
        }
        return answer;
    }

    /** The calls of the document, as {@code GET /path/{name}}. */
    public static Set<String> documented(String json) {
        Set<String> calls = new TreeSet<>();
        new ApiDocument(json).calls().forEach(call -> calls.add(call.toString()));
        return calls;
    }

    /** The calls that succeeded in this run so far. */
    public static Set<String> succeeded() {
        try {
            Path file = file();
            return Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : new TreeSet<>();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> faults(FilterableRequestSpecification request, URI uri, Response answer) {
        ApiDocument api = document(uri);
        Optional<ApiDocument.Call> call = api.find(request.getMethod(), uri.getPath());
        if (answer.statusCode() == NO_SUCH_METHOD && PROBLEM.equals(type(answer))) {
            // a call that is not there cannot be documented, though its path may look like another's
            return List.of();
        }
        if (call.isEmpty()) {
            boolean refused = NOWHERE.contains(answer.statusCode()) && PROBLEM.equals(type(answer));
            return refused ? List.of() : List.of("no such call is documented");
        }
        List<String> faults = api.undocumented(call.get(), uri.getRawPath(), response(answer));
        if (answer.statusCode() / 100 == 2 && faults.isEmpty()) {
            note(call.get().toString());
            Object body = request.getBody();
            String sent = request.getContentType();
            if (body instanceof String text && sent != null && sent.startsWith("application/json")) {
                return api.undocumented(request(call.get(), uri, request, withoutNulls(text)));
            }
        }
        return faults;
    }

    /** Null takes a field away, of whatever shape it is: version 3.0 cannot say so where a shape has a name. */
    private static String withoutNulls(String body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                object.properties().removeIf(field -> field.getValue().isNull());
                return object.toString();
            }
            return body;
        } catch (JsonProcessingException _) {
            return body;
        }
    }

    private static com.atlassian.oai.validator.model.Response response(Response answer) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.statusCode());
        answer.getHeaders().forEach(header -> response.withHeader(header.getName(), header.getValue()));
        byte[] body = answer.asByteArray();
        return body.length == 0
                ? response.build()
                : response.withBody(new String(body, StandardCharsets.UTF_8)).build();
    }

    private static SimpleRequest request(
            ApiDocument.Call call, URI uri, FilterableRequestSpecification sent, String body) {
        SimpleRequest.Builder request = new SimpleRequest.Builder(call.method(), call.plain(uri.getRawPath()));
        sent.getHeaders().forEach(header -> request.withHeader(header.getName(), header.getValue()));
        return request.withContentType("application/json").withBody(body).build();
    }

    private synchronized ApiDocument document(URI uri) {
        if (document == null) {
            document = new ApiDocument(read(uri.resolve("/q/openapi?format=json")));
        }
        return document;
    }

    private static String read(URI uri) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void note(String call) {
        if (noted.add(call)) {
            try {
                Files.createDirectories(file().getParent());
                Files.writeString(file(), call + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One for each run: class loaders come and go within one, and share no fields. */
    private static Path file() {
        return Path.of(
                "target", "openapi", "succeeded-" + ProcessHandle.current().pid() + ".txt");
    }

    private static @Nullable String type(Response answer) {
        String type = answer.contentType();
        return type == null ? null : type.split(";", 2)[0].strip();
    }

    private static String shown(Response answer) {
        String body = answer.asString();
        return body.length() > 2_000 ? body.substring(0, 2_000) + "…" : body;
    }
}
