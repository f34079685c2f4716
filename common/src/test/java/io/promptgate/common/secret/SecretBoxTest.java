package io.promptgate.common.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
    private static final Masked SECRET = Masked.of("sk-canary-0123456789");
    private static final String ROW = "credential:0193a8f0-0000-7000-8000-000000000001";

    private final Masked key = SecretBox.newKey();
    private final SecretBox box = SecretBox.of(key, List.of());

    @Test
    void opensWhatItSealed() {
        // When
        Masked opened = box.openText(box.seal(SECRET, ROW), ROW);

        // Then
        assertThat(opened.reveal()).isEqualTo(SECRET.reveal());
    }

    @Test
    void sealsAnyBytesEvenNone() {
        assertThat(box.open(box.seal(new byte[0], ROW), ROW)).isEmpty();
        assertThat(box.open(box.seal(new byte[] {0, -1, 127}, ROW), ROW)).containsExactly(0, -1, 127);
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        // Given
        Set<String> sealed = new HashSet<>();

        // When
        for (int i = 0; i < 1_000; i++) {
            sealed.add(box.seal(SECRET, ROW));
        }

        // Then
        assertThat(sealed).hasSize(1_000);
    }

    @Test
    void doesNotOpenInAnotherRow() {
        // Given
        String sealed = box.seal(SECRET, ROW);

        // When
        assertThatThrownBy(() -> box.open(sealed, ROW + "2"))
                // Then
                .isInstanceOf(UnsealException.class)
                .hasMessage("damaged, or sealed for something else");
    }

    @Test
    void noticesEveryChangedByte() {
        // Given
        String sealed = box.seal(SECRET, ROW);
        String prefix = sealed.substring(0, sealed.lastIndexOf('.') + 1);
        byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(prefix.length()));

        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 1;
            String text = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(damaged);

            // Then
            assertThatThrownBy(() -> box.open(text, ROW)).isInstanceOf(UnsealException.class);
        }
    }

    @Test
    void opensWithAFormerKeyAndSealsWithTheNew() {
        // Given
        String old = box.seal(SECRET, ROW);
        SecretBox rotated = SecretBox.of(SecretBox.newKey(), List.of(key));

        // When
        String fresh = rotated.seal(rotated.openText(old, ROW), ROW);

        // Then
        assertThat(fresh).startsWith("v1." + rotated.activeKeyId() + ".");
        assertThat(rotated.openText(fresh, ROW)).isEqualTo(SECRET);
        assertThatThrownBy(() -> box.open(fresh, ROW))
                .isInstanceOf(UnsealException.class)
                .hasMessageContaining("sealed with the key " + rotated.activeKeyId() + ", which is not configured");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1.a", "v2.a.b", "v1.a.b.c", "plain text"})
    void refusesWhatWasNeverSealed(String text) {
        assertThatThrownBy(() -> box.open(text, ROW))
                .isInstanceOf(UnsealException.class)
                .hasMessage("not a sealed secret of a known version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "***", "="})
    void refusesADamagedText(String tail) {
        assertThatThrownBy(() -> box.open("v1." + box.activeKeyId() + "." + tail, ROW))
                .isInstanceOf(UnsealException.class);
    }

    @Test
    void refusesAKeyThatIsNoKeyAndDoesNotShowIt() {
        assertThatThrownBy(() -> SecretBox.of(Masked.of("not base64!"), List.of()))
                .hasMessage("a master key is 32 bytes in base64; this one is not base64");
        assertThatThrownBy(() -> SecretBox.of(Masked.of("c2hvcnQ="), List.of()))
                .hasMessage("a master key is 32 bytes in base64; this one has 5");
    }

    @Test
    void namesTheKeyByItsHashAlone() {
        assertThat(box.activeKeyId()).matches("[0-9a-f]{8}");
        assertThat(box).hasToString("SecretBox[" + box.activeKeyId() + "]");
        assertThat(SecretBox.of(Masked.of(" " + key.reveal() + "\n"), List.of()).activeKeyId())
                .isEqualTo(box.activeKeyId());
    }
}
