package io.promptgate.common.guard.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys are made up; each is put together here, so that no scanner of sources takes it for one. */
final class SecretFinderTest {
    private static final TextGuard SECRETS = Rules.secrets();
    private static final String RANDOM = "Zx8Kq2Vw7Lm4Rt9Yb3Nc6Hd1Jf5Gs0PaUeIoQwErTy";
    private static final String HEX = "4f3c2b1a0d9e8f7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b4a392817f6e5d4";

    @ParameterizedTest
    @CsvSource({
        "sk-proj-, openai_key",
        "sk-ant-api03-, anthropic_key",
        "sk-, api_key",
        "gsk_, groq_key",
        "xai-, xai_key",
        "hf_, huggingface_token",
        "AIza, google_key",
        "ghp_, github_token",
        "github_pat_, github_token",
        "glpat-, gitlab_token",
        "xoxb-, slack_token",
        "sk_live_, stripe_key",
        "npm_, npm_token",
        "SG., sendgrid_key",
    })
    void knowsKeysByTheirPrefix(String prefix, String kind) {
        assertThat(Rules.masked(SECRETS, "key=" + prefix + RANDOM + ", thanks"))
                .isEqualTo("key=[redacted:" + kind + "], thanks");
    }

    @Test
    void knowsTheKeysOfThisGateway() {
        assertThat(Rules.masked(SECRETS, "Bearer pg_" + "live_" + HEX + "."))
                .isEqualTo("Bearer [redacted:promptgate_token].");
        assertThat(Rules.masked(SECRETS, "AK" + "IA" + "J5Q7ZX2VBN4M8KLP")).isEqualTo("[redacted:aws_access_key]");
    }

    @Test
    void knowsWebTokens() {
        String token = "eyJ" + "hbGciOiJIUzI1NiJ9.eyJ" + "zdWIiOiIxMjM0NTY3ODkwIn0." + RANDOM;

        assertThat(Rules.masked(SECRETS, "Authorization: Bearer " + token + ". End"))
                .isEqualTo("Authorization: Bearer [redacted:jwt]. End");
    }

    @Test
    void knowsPrivateKeysUpToTheirEnd() {
        String key = "-----BEGIN RSA PRIVATE " + "KEY-----\nMIIEow" + RANDOM + "+/=\n" + RANDOM
                + "\n-----END RSA PRIVATE " + "KEY-----";

        assertThat(Rules.masked(SECRETS, "here:\n" + key + "\nas agreed"))
                .isEqualTo("here:\n[redacted:private_key]\nas agreed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "a task-force-of-people-who-never-rest-and-never-sleep",
                "sk-your-api-key-goes-here-please",
                "sk-123456789012345678901234567890",
                "AKIA is a prefix",
                "eyJust a word. eyJ",
                "-----BEGIN PUBLIC KEY-----",
                "-----BEGIN the PRIVATE KEY-----"
            })
    void leavesWhatOnlyLooksAlike(String text) {
        assertThat(Rules.masked(SECRETS, text)).isEqualTo(text);
    }
}
