package io.promptgate.gateway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.config.ConfigChange;
import io.promptgate.common.config.ConfigSnapshot;
import io.promptgate.common.config.Credential;
import io.promptgate.common.id.UuidV7;
import io.promptgate.common.price.PriceKey;
import io.promptgate.common.price.PriceOverride;
import io.promptgate.common.price.PriceTable;
import io.promptgate.common.price.Rates;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.common.secret.TokenHash;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationTest {
    private final SecretBox box = SecretBox.of(SecretBox.newKey(), List.of());
    private final CurrentSnapshot current = new CurrentSnapshot(box);

    @Test
    void letsNobodyInBeforeAnyRevisionIsKnown() {
        assertThat(current.get().revision()).isZero();
        assertThat(current.get().token(TokenHash.of(Snapshots.SECRET))).isNull();
        assertThat(current.get().project(Snapshots.PROJECT)).isNull();
        assertThat(current.get().key(Snapshots.CREDENTIAL)).isNull();
    }

    @Test
    void findsWhatTheSnapshotHolds() {
        // When
        current.replace(Snapshots.at(7, box, "gpt-4o"));

        // Then
        Configuration configuration = current.get();
        assertThat(configuration.revision()).isEqualTo(7);
        assertThat(configuration.revisionText()).isEqualTo("7");
        assertThat(Snapshots.model(configuration)).isEqualTo("gpt-4o");
        assertThat(configuration.key(Snapshots.CREDENTIAL)).isEqualTo(Masked.of("sk-7"));
        var known = configuration.token(TokenHash.of(Snapshots.SECRET));
        assertThat(known).isNotNull();
        assertThat(known.project()).isEqualTo(Snapshots.PROJECT);
        assertThat(known.token().id()).isEqualTo(Snapshots.TOKEN);
    }

    @Test
    void pricesByTheOperatorsPricesFromTheChangeOnThatBringsThem() {
        // Given
        current.replace(Snapshots.at(7, box, "gpt-4o"));
        PriceTable bundled = current.get().prices();
        PriceOverride price =
                new PriceOverride("openai", "gpt-4o", 8, Rates.of(BigDecimal.ONE, BigDecimal.TWO), List.of());

        // When
        current.apply(prices(7, 8, List.of(price), List.of()));

        // Then
        assertThat(source(current.get().prices())).isEqualTo("override:8:openai:gpt-4o");
        current.apply(Snapshots.change(8, 9, "gpt-4o-mini"));
        PriceTable kept = current.get().prices();
        assertThat(source(kept)).isEqualTo("override:8:openai:gpt-4o");
        current.apply(Snapshots.change(9, 10, "gpt-4o"));
        assertThat(current.get().prices()).isSameAs(kept);
        current.apply(prices(10, 11, List.of(), List.of(price.key())));
        assertThat(source(current.get().prices())).isEqualTo(source(bundled)).startsWith("bundled:");
    }

    private static ConfigChange prices(long from, long to, List<PriceOverride> set, List<PriceKey> removed) {
        return new ConfigChange(from, to, List.of(), List.of(), List.of(), List.of(), set, removed, null);
    }

    private static String source(PriceTable table) {
        return Objects.requireNonNull(table.find("openai", "gpt-4o")).source();
    }

    @Test
    void appliesAChangeAndTakesTheRestOver() {
        // Given
        current.replace(Snapshots.at(7, box, "gpt-4o"));
        Masked key = current.get().key(Snapshots.CREDENTIAL);

        // When
        boolean applied = current.apply(Snapshots.change(7, 9, "gpt-4o-mini"));

        // Then
        assertThat(applied).isTrue();
        assertThat(current.get().revision()).isEqualTo(9);
        assertThat(Snapshots.model(current.get())).isEqualTo("gpt-4o-mini");
        assertThat(current.get().key(Snapshots.CREDENTIAL)).isSameAs(key);
    }

    @Test
    void refusesAChangeThatStartsElsewhere() {
        // Given
        current.replace(Snapshots.at(7, box, "gpt-4o"));

        // When, Then
        assertThat(current.apply(Snapshots.change(6, 8, "x"))).isFalse();
        assertThat(current.apply(Snapshots.change(8, 9, "x"))).isFalse();
        assertThat(Snapshots.model(current.get())).isEqualTo("gpt-4o");
    }

    @Test
    void forgetsWhatIsRemoved() {
        // Given
        current.replace(Snapshots.at(7, box, "gpt-4o"));

        // When
        current.apply(new ConfigChange(
                7, 8, List.of(), List.of(Snapshots.CREDENTIAL), List.of(), List.of(Snapshots.PROJECT)));

        // Then
        assertThat(current.get().project(Snapshots.PROJECT)).isNull();
        assertThat(current.get().token(TokenHash.of(Snapshots.SECRET))).isNull();
        assertThat(current.get().key(Snapshots.CREDENTIAL)).isNull();
    }

    @Test
    void opensARotatedKey() {
        // Given
        current.replace(Snapshots.at(7, box, "gpt-4o"));

        // When
        current.apply(
                new ConfigChange(7, 8, List.of(Snapshots.credential(box, "sk-new")), List.of(), List.of(), List.of()));

        // Then
        assertThat(current.get().key(Snapshots.CREDENTIAL)).isEqualTo(Masked.of("sk-new"));
    }

    @Test
    void hasNoKeyOfAnInactiveCredential() {
        Credential on = Snapshots.credential(box, "sk-1");
        current.replace(new ConfigSnapshot(
                1, List.of(new Credential(on.id(), on.name(), on.provider(), false, on.sealed())), List.of()));
        assertThat(current.get().key(on.id())).isNull();
    }

    @Test
    void swappedCiphertextsPutOnlyThoseCredentialsOutOfService() {
        // Given
        UUID first = UuidV7.next();
        UUID second = UuidV7.next();
        Credential good = Snapshots.credential(box, "sk-good");
        String ofFirst = box.seal(Masked.of("sk-1"), Credential.context(first));
        String ofSecond = box.seal(Masked.of("sk-2"), Credential.context(second));

        // When
        current.replace(new ConfigSnapshot(
                1,
                List.of(
                        new Credential(first, "a", "openai", true, ofSecond),
                        new Credential(second, "b", "openai", true, ofFirst),
                        good),
                List.of(Snapshots.project("gpt-4o"))));

        // Then
        assertThat(current.get().key(first)).isNull();
        assertThat(current.get().key(second)).isNull();
        assertThat(current.get().key(good.id())).isEqualTo(Masked.of("sk-good"));
        assertThat(Snapshots.model(current.get())).isEqualTo("gpt-4o");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1.x", "v2.00000000.AAAA", "v1.00000000.AAAA", "v1.!.!", "nonsense"})
    void aDamagedCiphertextPutsOnlyItsCredentialOutOfService(String sealed) {
        // Given
        UUID id = UuidV7.next();
        Credential good = Snapshots.credential(box, "sk-good");

        // When
        current.replace(
                new ConfigSnapshot(1, List.of(new Credential(id, "a", "openai", true, sealed), good), List.of()));

        // Then
        assertThat(current.get().key(id)).isNull();
        assertThat(current.get().key(good.id())).isEqualTo(Masked.of("sk-good"));
    }

    @Test
    void readsWhatAFormerMasterKeySealed() {
        // Given
        Masked former = SecretBox.newKey();
        Credential old = Snapshots.credential(SecretBox.of(former, List.of()), "sk-old");
        CurrentSnapshot rotated = new CurrentSnapshot(SecretBox.of(SecretBox.newKey(), List.of(former)));

        // When
        rotated.replace(new ConfigSnapshot(1, List.of(old), List.of()));

        // Then
        assertThat(rotated.get().key(old.id())).isEqualTo(Masked.of("sk-old"));
    }
}
