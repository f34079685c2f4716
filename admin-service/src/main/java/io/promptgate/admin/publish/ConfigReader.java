package io.promptgate.admin.publish;

import io.promptgate.common.config.Catalogue;
import io.promptgate.common.config.ConfigChange;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.Credential;
import io.promptgate.common.config.Project;
import io.promptgate.common.event.PriceJson;
import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.price.Price;
import io.promptgate.common.price.PriceKey;
import io.promptgate.common.price.PriceOverride;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration as gateways get it. Each reading is one repeatable-read transaction together with the head,
 * so that what it returns is exactly the configuration of the revision that it names.
 */
@Singleton
final class ConfigReader {
    private static final String ISOLATION = "set transaction isolation level repeatable read, read only";
    private static final String HEAD =
            "select h.revision, r.lineage from config.head h" + " left join config.revision r on r.number = h.revision";
    private static final String LINEAGE = "select lineage from config.revision where number = $1";
    private static final String CHANGED = "select count(distinct r.number) as revisions,"
            + " array_agg(distinct cast(c ->> 'project' as uuid)) filter (where c ->> 'project' is not null) as projects,"
            + " array_agg(distinct cast(c ->> 'credential' as uuid)) filter (where c ->> 'credential' is not null)"
            + " as credentials,"
            + " array_agg(distinct c ->> 'key') filter (where c ->> 'kind' = 'price') as prices,"
            + " coalesce(bool_or(c ->> 'kind' = 'provider' and c ->> 'project' is null), false) as catalogue,"
            + " coalesce(bool_or(c ->> 'kind' = 'guardrails' and c ->> 'project' is null), false) as guardrails"
            + " from config.revision r, jsonb_array_elements(r.changes) c where r.number > $1 and r.number <= $2";
    private static final String CREDENTIALS = "select id, name, provider, is_active, sealed from config.credential"
            + " where $1::uuid[] is null or id = any($1) order by id";
    private static final String PROJECTS =
            "select p.uuid, name, project_type, env, is_active, log_bodies, log_body_cap_bytes,"
                    + " log_retention_days, log_body_retention_days, redact_patterns, g.rules from config.project p"
                    + " left join config.guardrail g on g.project_uuid = p.uuid"
                    + " where $1::uuid[] is null or p.uuid = any($1) order by p.uuid";
    private static final String BINDINGS = "select project_uuid, provider, enabled, credential_id, created_at"
            + " from config.provider_binding where $1::uuid[] is null or project_uuid = any($1)";
    private static final String ALIASES = "select project_uuid, name, provider, model, temperature, top_p, max_tokens,"
            + " system_prompt, created_at from config.alias"
            + " where $1::uuid[] is null or project_uuid = any($1) order by id";
    private static final String TOKENS = "select project_uuid, id, name, hash, scopes, expires_at, former_hash,"
            + " former_until, rate_limit_per_minute, rate_limit_per_hour, tokens_per_minute, concurrent_requests,"
            + " max_tokens_per_request, monthly_budget_usd, daily_budget_usd, monthly_token_limit, daily_token_limit"
            + " from config.token"
            + " where ($1::uuid[] is null or project_uuid = any($1)) and revoked_at is null order by id";

    private static final String PRICES = "select provider, model, version, price from config.price"
            + " where $1::text[] is null or provider || ':' || model = any($1) order by provider, model";
    private static final String PROVIDERS = "select key, name, base_url, auth, key_header, stream_usage, drop_fields,"
            + " rename_fields, enabled from config.provider order by key";
    private static final String GUARDRAILS = "select rules from config.guardrail where id = 'global'";
    private static final String SWITCHED_OFF = "select key from config.provider_switch where not enabled";

    private final Pool pool;
    private final FeedConfig config;

    @Inject
    ConfigReader(Pool pool, FeedConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** The newest revision. */
    Uni<Position> head() {
        return head(pool.query(HEAD).execute());
    }

    /** The whole configuration; with no content when the caller has this revision already. */
    Uni<Snapshot> snapshot(long known) {
        return consistent(db -> head(db.query(HEAD).execute())
                .chain(head -> head.revision() == known
                        ? Uni.createFrom().item(new Snapshot(head, null))
                        : parts(db, null, null, null)
                                .chain(parts -> catalogue(db)
                                        .chain(catalogue -> guardrails(db)
                                                .map(guardrails -> new Snapshot(
                                                        head,
                                                        new ConfigSnapshot(
                                                                head.revision(),
                                                                parts.credentials(),
                                                                parts.projects(),
                                                                parts.prices(),
                                                                catalogue,
                                                                guardrails)))))));
    }

    /** What leads from a revision to the newest. */
    Uni<Step> step(Position since) {
        return consistent(db -> head(db.query(HEAD).execute())
                .chain(head -> isOurs(db, since)
                        .chain(ours -> ours
                                ? step(db, since.revision(), head)
                                : Uni.createFrom().item(new Step.Gap(head.revision())))));
    }

    /** The operator's prices at the newest revision. */
    Uni<Prices> prices() {
        return consistent(db -> head(db.query(HEAD).execute())
                .chain(head -> prices(db, null).map(prices -> new Prices(head.revision(), prices))));
    }

    /** Whether the revision is this database's own; one that names no lineage is taken at its word. */
    private static Uni<Boolean> isOurs(SqlConnection db, Position since) {
        UUID lineage = since.lineage();
        if (lineage == null) {
            return Uni.createFrom().item(true);
        }
        return db.preparedQuery(LINEAGE)
                .execute(Tuple.of(since.revision()))
                .map(rows -> rows.size() == 1
                        && lineage.equals(rows.iterator().next().getUUID("lineage")));
    }

    private Uni<Step> step(SqlConnection db, long since, Position newest) {
        long head = newest.revision();
        if (since == head) {
            return Uni.createFrom().item(new Step.None(head));
        }
        if (since > head || head - since > config.maxBridge()) {
            return Uni.createFrom().item(new Step.Gap(head));
        }
        return db.preparedQuery(CHANGED).execute(Tuple.of(since, head)).chain(rows -> {
            Row row = rows.iterator().next();
            return row.getLong("revisions") == head - since
                    ? shared(db, row.getBoolean("catalogue"), row.getBoolean("guardrails"))
                            .chain(shared -> change(
                                    db,
                                    since,
                                    newest,
                                    new Touched(ids(row, "projects"), ids(row, "credentials"), names(row)),
                                    shared))
                    : Uni.createFrom().item(new Step.Gap(head));
        });
    }

    private static Uni<Step> change(SqlConnection db, long since, Position newest, Touched touched, Shared shared) {
        return parts(db, touched.projects(), touched.credentials(), touched.prices())
                .map(parts -> new Step.Forward(
                        new ConfigChange(
                                since,
                                newest.revision(),
                                parts.credentials(),
                                without(touched.credentials(), parts.credentials(), Credential::id),
                                parts.projects(),
                                without(touched.projects(), parts.projects(), Project::uuid),
                                parts.prices(),
                                without(touched.keys(), parts.prices(), PriceOverride::key),
                                shared.catalogue(),
                                shared.guardrails()),
                        newest));
    }

    /** What all projects share, as far as it is wanted. */
    private static Uni<Shared> shared(SqlConnection db, boolean catalogue, boolean guardrails) {
        return (catalogue ? catalogue(db) : Uni.createFrom().<Catalogue>nullItem())
                .chain(known -> (guardrails ? guardrails(db) : Uni.createFrom().<GuardRules>nullItem())
                        .map(rules -> new Shared(known, rules)));
    }

    private static Uni<GuardRules> guardrails(SqlConnection db) {
        return db.query(GUARDRAILS)
                .execute()
                .map(rows -> rows.size() == 0
                        ? GuardRules.NONE
                        : GuardrailRow.of(rows.iterator().next().getString("rules")));
    }

    private static Uni<Catalogue> catalogue(SqlConnection db) {
        return db.query(PROVIDERS)
                .execute()
                .chain(own -> db.query(SWITCHED_OFF)
                        .execute()
                        .map(off -> CatalogueRows.catalogue(
                                list(own, row -> row), list(off, row -> row.getString("key")))));
    }

    private static Uni<Parts> parts(
            SqlConnection db, UUID @Nullable [] projects, UUID @Nullable [] credentials, String @Nullable [] prices) {
        Tuple owners = Tuple.tuple().addValue(projects);
        return db.preparedQuery(CREDENTIALS)
                .execute(Tuple.tuple().addValue(credentials))
                .chain(keys -> db.preparedQuery(PROJECTS)
                        .execute(owners)
                        .chain(rows -> rows(db, owners)
                                .chain(parts -> prices(db, prices)
                                        .map(own -> new Parts(
                                                list(keys, ConfigReader::credential),
                                                list(rows, parts::project),
                                                own)))));
    }

    private static Uni<List<PriceOverride>> prices(SqlConnection db, String @Nullable [] keys) {
        return db.preparedQuery(PRICES)
                .execute(Tuple.tuple().addValue(keys))
                .map(rows -> list(rows, ConfigReader::price));
    }

    private static Uni<ProjectRows> rows(SqlConnection db, Tuple owners) {
        return db.preparedQuery(BINDINGS)
                .execute(owners)
                .chain(bindings -> db.preparedQuery(ALIASES)
                        .execute(owners)
                        .chain(aliases -> db.preparedQuery(TOKENS)
                                .execute(owners)
                                .map(tokens -> new ProjectRows(bindings, aliases, tokens))));
    }

    private <T> Uni<T> consistent(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(db -> db.query(ISOLATION).execute().chain(() -> work.apply(db)));
    }

    private static Uni<Position> head(Uni<RowSet<Row>> rows) {
        return rows.map(RowSet::iterator)
                .map(one -> one.next())
                .map(row -> new Position(row.getLong("revision"), row.getUUID("lineage")));
    }

    private static Credential credential(Row row) {
        return new Credential(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("provider"),
                row.getBoolean("is_active"),
                row.getString("sealed"));
    }

    private static PriceOverride price(Row row) {
        try {
            Price price = PriceJson.read(row.getString("price"));
            return new PriceOverride(
                    row.getString("provider"),
                    row.getString("model"),
                    row.getLong("version"),
                    price.rates(),
                    price.tiers());
        } catch (IOException e) {
            throw new IllegalStateException("the column price holds what was written of a price", e);
        }
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }

    private static UUID[] ids(Row row, String column) {
        UUID[] ids = row.getArrayOfUUIDs(column);
        return ids == null ? new UUID[0] : ids;
    }

    private static String[] names(Row row) {
        String[] names = row.getArrayOfStrings("prices");
        return names == null ? new String[0] : names;
    }

    private static <T, K> List<K> without(K[] touched, List<T> present, Function<T, K> id) {
        Set<K> there = new HashSet<>();
        present.forEach(t -> there.add(id.apply(t)));
        return new ArrayList<>(
                Arrays.stream(touched).filter(t -> !there.contains(t)).toList());
    }

    private record Shared(
            @Nullable Catalogue catalogue, @Nullable GuardRules guardrails) {}

    private record Parts(List<Credential> credentials, List<Project> projects, List<PriceOverride> prices) {}

    /** What some revisions changed, by id and by name; handed on once, never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Touched(UUID[] projects, UUID[] credentials, String[] prices) {
        PriceKey[] keys() {
            return Arrays.stream(prices).map(PriceKey::parse).toArray(PriceKey[]::new);
        }
    }
}
