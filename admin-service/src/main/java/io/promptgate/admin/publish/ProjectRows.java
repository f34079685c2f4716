package io.promptgate.admin.publish;

import io.promptgate.common.catalog.ProviderPreset;
import io.promptgate.common.config.Alias;
import io.promptgate.common.config.Logging;
import io.promptgate.common.config.Presets;
import io.promptgate.common.config.Project;
import io.promptgate.common.config.ProjectType;
import io.promptgate.common.config.ProviderBinding;
import io.promptgate.common.config.Scope;
import io.promptgate.common.config.Token;
import io.promptgate.common.limit.Budgets;
import io.promptgate.common.limit.Limits;
import io.promptgate.common.secret.TokenHash;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts projects together from the rows of the tables that hold their parts. */
final class ProjectRows {
    private static final Comparator<ProviderBinding> CATALOGUE_ORDER =
            Comparator.comparing(ProviderBinding::provider, ProviderPreset.order());

    private final Map<UUID, List<ProviderBinding>> bindings;
    private final Map<UUID, List<Alias>> aliases;
    private final Map<UUID, List<Token>> tokens;

    ProjectRows(RowSet<Row> bindings, RowSet<Row> aliases, RowSet<Row> tokens) {
        this.bindings = byProject(bindings, ProjectRows::binding);
        this.aliases = byProject(aliases, ProjectRows::alias);
        this.tokens = byProject(tokens, ProjectRows::token);
        this.bindings.values().forEach(list -> list.sort(CATALOGUE_ORDER));
    }

    /** The project of this row with its parts, each list in the order of its rows, bindings in catalogue order. */
    Project project(Row row) {
        UUID uuid = row.getUUID("uuid");
        return new Project(
                uuid,
                row.getString("name"),
                ProjectType.valueOf(row.getString("project_type").toUpperCase(Locale.ROOT)),
                row.getString("env"),
                row.getBoolean("is_active"),
                bindings.getOrDefault(uuid, List.of()),
                aliases.getOrDefault(uuid, List.of()),
                tokens.getOrDefault(uuid, List.of()),
                logging(row),
                GuardrailRow.of(row.getString("rules")));
    }

    private static Logging logging(Row row) {
        return LoggingRow.of(
                row.getString("log_bodies"),
                row.getInteger("log_body_cap_bytes"),
                row.getInteger("log_retention_days"),
                row.getInteger("log_body_retention_days"),
                row.getString("redact_patterns"));
    }

    private static <T> Map<UUID, List<T>> byProject(RowSet<Row> rows, Function<Row, T> part) {
        Map<UUID, List<T>> parts = new HashMap<>();
        rows.forEach(row -> parts.computeIfAbsent(row.getUUID("project_uuid"), _ -> new ArrayList<>())
                .add(part.apply(row)));
        return parts;
    }

    private static ProviderBinding binding(Row row) {
        return new ProviderBinding(
                row.getString("provider"),
                row.getBoolean("enabled"),
                row.getUUID("credential_id"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Alias alias(Row row) {
        return new Alias(
                row.getString("name"),
                row.getString("provider"),
                row.getString("model"),
                presets(row),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static @Nullable Presets presets(Row row) {
        Presets presets = new Presets(
                row.getBigDecimal("temperature"),
                row.getBigDecimal("top_p"),
                row.getInteger("max_tokens"),
                row.getString("system_prompt"));
        return presets.equals(new Presets(null, null, null, null)) ? null : presets;
    }

    private static Token token(Row row) {
        return new Token(
                row.getUUID("id"),
                row.getString("name"),
                TokenHash.parse(row.getString("hash")),
                scopes(row.getString("scopes")),
                time(row, "expires_at"),
                former(row),
                new Limits(
                        row.getInteger("rate_limit_per_minute"),
                        row.getInteger("rate_limit_per_hour"),
                        row.getInteger("tokens_per_minute"),
                        row.getInteger("concurrent_requests"),
                        row.getInteger("max_tokens_per_request")),
                new Budgets(
                        row.getBigDecimal("monthly_budget_usd"),
                        row.getBigDecimal("daily_budget_usd"),
                        row.getLong("monthly_token_limit"),
                        row.getLong("daily_token_limit")));
    }

    private static Set<Scope> scopes(String names) {
        return Arrays.stream(names.split(","))
                .map(name -> Scope.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private static Token.@Nullable Former former(Row row) {
        Instant until = time(row, "former_until");
        return until == null ? null : new Token.Former(TokenHash.parse(row.getString("former_hash")), until);
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
