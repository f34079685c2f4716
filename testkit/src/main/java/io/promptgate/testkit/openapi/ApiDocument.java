package io.promptgate.testkit.openapi;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.Response;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An OpenAPI document, and what of a call does not go with it. Thread-safe. */
final class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private final OpenApiInteractionValidator validator;
    private final List<Call> calls = new ArrayList<>();

    ApiDocument(String json) {
        this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(json)
                .withLevelResolver(LevelResolver.create()
                        // who calls is the tests' own matter
                        .withLevel("validation.request.security", ValidationReport.Level.IGNORE)
                        // where nothing is read, anything may be sent
                        .withLevel("validation.request.body.unexpected", ValidationReport.Level.IGNORE)
                        .build())
                .build();
        try {
            JsonNode paths = new ObjectMapper().readTree(json).path("paths");
            paths.properties()
                    .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                        if (METHODS.contains(method)) {
                            calls.add(Call.of(method.toUpperCase(Locale.ROOT), path.getKey()));
                        }
                    }));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no OpenAPI document in JSON", e);
        }
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The call that the document has for a path; the one that says most of it literally. */
    Optional<Call> find(String method, String path) {
        return calls.stream()
                .filter(call -> call.method().equals(method)
                        && call.pattern().matcher(path).matches())
                .max(Comparator.comparingInt(Call::literal));
    }

    /** What of the answer the document does not say. */
    List<String> undocumented(Call call, String path, Response answer) {
        return messages(validator.validateResponse(call.plain(path), Request.Method.valueOf(call.method()), answer));
    }

    /** What of a request that was taken the document does not say. */
    List<String> undocumented(Request taken) {
        return messages(validator.validateRequest(taken));
    }

    private static List<String> messages(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(message -> message.getKey() + ": " + message.getMessage())
                .toList();
    }

    /**
     * A call of the document.
     *
     * @param pattern matches its paths; a parameter at the end may have slashes in it
     * @param literal how much of it is no parameter
     */
    record Call(String method, String template, Pattern pattern, int literal) {
        static Call of(String method, String template) {
            StringBuilder regex = new StringBuilder();
            Matcher parameter = PARAMETER.matcher(template);
            int from = 0;
            while (parameter.find()) {
                regex.append(Pattern.quote(template.substring(from, parameter.start())));
                from = parameter.end();
                regex.append(from == template.length() ? "(.+)" : "([^/]+)");
            }
            regex.append(Pattern.quote(template.substring(from)));
            return new Call(
                    method,
                    template,
                    Pattern.compile(regex.toString()),
                    PARAMETER.matcher(template).replaceAll("").length());
        }

        /** The path with a plain text for each parameter, since it is the body that is judged. */
        String plain(String path) {
            Matcher values = pattern.matcher(path);
            if (!values.matches()) {
                throw new IllegalArgumentException(path);
            }
            String plain = template;
            for (int i = 1; i <= values.groupCount(); i++) {
                String value = URLEncoder.encode(values.group(i), StandardCharsets.UTF_8);
                plain = PARAMETER.matcher(plain).replaceFirst(Matcher.quoteReplacement(value));
            }
            return plain;
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }
}
