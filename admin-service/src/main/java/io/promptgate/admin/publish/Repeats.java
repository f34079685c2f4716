package io.promptgate.admin.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.admin.http.Answer;
import io.promptgate.admin.http.FieldsReader;
import io.promptgate.admin.revision.Change;
import io.promptgate.common.json.Json;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.common.secret.TokenHash;
import io.promptgate.common.secret.UnsealException;
import io.promptgate.service.access.Origin;
import io.promptgate.service.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Makes a POST with an {@code Idempotency-Key} happen once: its answer is kept for a day, in the transaction of the
 * change itself, and given again to the same caller for the same request. Changes run one after the other, so that of
 * two at once one runs and the other gets its answer. Answers are sealed: they can hold a secret that is told once.
 */
@Singleton
final class Repeats {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final String FIND = "select request, sealed from config.idempotency"
            + " where caller = ?1 and key = ?2 and created_at > now() - interval '24 hours'";
    private static final String KEEP = "with swept as (delete from config.idempotency"
            + " where created_at <= now() - interval '24 hours' and not (caller = ?1 and key = ?2))"
            + " insert into config.idempotency (caller, key, request, sealed, created_at)"
            + " values (?1, ?2, ?3, ?4, now()) on conflict (caller, key) do update"
            + " set request = excluded.request, sealed = excluded.sealed, created_at = excluded.created_at";

    private final SecretBox box;

    @Inject
    Repeats(SecretBox box) {
        this.box = box;
    }

    /**
     * The work, done at most once for the call's key; as it is where the call has none.
     *
     * @throws ProblemException 400 when the key is not of the allowed form
     */
    Function<Change, Uni<Answer>> once(RoutingContext http, Function<Change, Uni<Answer>> work) {
        String key = http.request().getHeader(HEADER);
        if (key == null || !http.request().method().equals(HttpMethod.POST)) {
            return work;
        }
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.badParameter(HEADER, "must be 1 to 255 visible characters of ASCII");
        }
        Call call = new Call(Origin.of(http).caller().subject(), key, request(http));
        return change -> Panache.getSession()
                .chain(session -> find(session, call)
                        .chain(kept -> kept != null
                                ? Uni.createFrom().item(kept)
                                : work.apply(change).call(answer -> keep(session, call, answer, change.number()))));
    }

    private Uni<@Nullable Answer> find(Mutiny.Session session, Call call) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter(1, call.caller())
                .setParameter(2, call.key())
                .getResultList()
                .map(rows -> rows.isEmpty() ? null : again(call, rows.getFirst()));
    }

    private Answer again(Call call, Object[] row) {
        if (!call.request().equals(row[0])) {
            throw ProblemException.invalid(
                    HEADER, "was used for another request within the last 24 hours; use a new one");
        }
        try {
            return Json.MAPPER
                    .readValue(box.open(String.valueOf(row[1]), call.context()), Kept.class)
                    .answer();
        } catch (UnsealException _) {
            throw ProblemException.conflict(
                    "The call was made before, and its answer cannot be opened any more: the master key has changed.");
        } catch (IOException e) {
            throw new IllegalStateException("an answer that was kept can be read", e);
        }
    }

    private Uni<Integer> keep(Mutiny.Session session, Call call, Answer answer, long revision) {
        return session.createNativeQuery(KEEP)
                .setParameter(1, call.caller())
                .setParameter(2, call.key())
                .setParameter(3, call.request())
                .setParameter(4, box.seal(Kept.json(answer, revision), call.context()))
                .executeUpdate();
    }

    private static String request(RoutingContext http) {
        String said =
                List.of(http.request().uri(), FieldsReader.fingerprint(http)).toString();
        return TokenHash.of(said).hex();
    }

    /**
     * A call with its key.
     *
     * @param request the hash of what is asked
     */
    private record Call(String caller, String key, String request) {
        String context() {
            return "idempotency:" + caller + ":" + key;
        }
    }

    /** An answer as it is kept. */
    private record Kept(
            int status,
            @Nullable JsonNode body,
            @Nullable Long version,
            @Nullable String location,
            long revision) {

        static byte[] json(Answer answer, long revision) {
            try {
                JsonNode body = answer.body() == null
                        ? null
                        : Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(answer.body()));
                URI location = answer.location();
                return Json.MAPPER
                        .writeValueAsString(new Kept(
                                answer.status(),
                                body,
                                answer.version(),
                                location == null ? null : location.toString(),
                                revision))
                        .getBytes(StandardCharsets.UTF_8);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("an answer can be written as JSON", e);
            }
        }

        Answer answer() {
            return new Answer(status, body, version, location == null ? null : URI.create(location), revision);
        }
    }
}
