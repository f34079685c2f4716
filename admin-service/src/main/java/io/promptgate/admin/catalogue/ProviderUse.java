package io.promptgate.admin.catalogue;

import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.price.PriceKey;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a provider: credentials, bindings, aliases and prices.
 *
 * @param credentials how many there are of it
 * @param bindings how many projects have one
 * @param aliases how many lead to it
 * @param prices how many the operator set for its models
 */
record ProviderUse(long credentials, long bindings, long aliases, long prices) {
    private static final String COUNT = "select (select count(*) from config.credential where provider = ?1),"
            + " (select count(*) from config.provider_binding where provider = ?1),"
            + " (select count(*) from config.alias where provider = ?1),"
            + " (select count(*) from config.price where provider = ?1)";
    private static final String NO_BINDINGS = "delete from config.provider_binding where provider = ?1"
            + " returning project_uuid, provider, enabled, credential_id";
    private static final String NO_ALIASES =
            "delete from config.alias where provider = ?1 returning project_uuid, name, model";
    private static final String NO_PRICES = "delete from config.price where provider = ?1 returning model, price";
    private static final String NO_CREDENTIALS =
            "delete from config.credential where provider = ?1 returning id, name, preview";

    static Uni<ProviderUse> of(String key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(COUNT, Object[].class)
                        .setParameter(1, key)
                        .getSingleResult())
                .map(row -> new ProviderUse((Long) row[0], (Long) row[1], (Long) row[2], (Long) row[3]));
    }

    boolean isNone() {
        return credentials + bindings + aliases + prices == 0;
    }

    String shown() {
        return credentials + " credentials, " + bindings + " bindings, " + aliases + " aliases and " + prices
                + " prices";
    }

    /** Removes all that stands on it: the keys of one server must not go to another that takes its name. */
    static Uni<Void> release(String key, Change change) {
        return each(NO_BINDINGS, key, row -> change.add(inProject(row, "provider"), binding(row), null))
                .chain(() -> each(NO_ALIASES, key, row -> change.add(inProject(row, "alias"), alias(key, row), null)))
                .chain(() -> each(NO_PRICES, key, row -> change.add(unpriced(key, row), price(key, row), null)))
                .chain(() -> each(NO_CREDENTIALS, key, row -> change.add(gone(row), credential(key, row), null)));
    }

    private static Changed inProject(Object[] row, String kind) {
        return Changed.inProject((UUID) row[0], kind, (String) row[1], "deleted");
    }

    private static Changed unpriced(String provider, Object[] row) {
        return Changed.price(new PriceKey(provider, (String) row[0]), "deleted");
    }

    private static Changed gone(Object[] row) {
        return Changed.credential((UUID) row[0], "deleted");
    }

    private static Binding binding(Object[] row) {
        return new Binding((String) row[1], (Boolean) row[2], (UUID) row[3]);
    }

    private static Alias alias(String provider, Object[] row) {
        return new Alias((String) row[1], provider, (String) row[2]);
    }

    private static Price price(String provider, Object[] row) {
        return new Price(provider, (String) row[0], (String) row[1]);
    }

    private static Credential credential(String provider, Object[] row) {
        return new Credential((UUID) row[0], (String) row[1], provider, (String) row[2]);
    }

    private static Uni<Void> each(String sql, String key, Consumer<Object[]> told) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, Object[].class)
                        .setParameter(1, key)
                        .getResultList())
                .invoke((List<Object[]> rows) -> rows.forEach(told))
                .replaceWithVoid();
    }

    // what is lost, as the audit shows it
    private record Binding(
            String provider, boolean enabled, @Nullable UUID credentialId) {}

    private record Alias(String name, String provider, String model) {}

    private record Price(String provider, String model, String price) {}

    private record Credential(UUID id, String name, String provider, String preview) {}
}
