package io.promptgate.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.TokenHash;
import org.junit.jupiter.api.Test;

class CallerKeysTest {
    private static final Masked ADMIN = ClientToken.mintAdmin();
    private static final Masked SERVICE = Masked.of("0123456789abcdef");

    @Test
    void keepsHashesAloneAndShowsNone() {
        // When
        CallerKeys keys = CallerKeys.of(ADMIN, SERVICE);

        // Then
        assertThat(keys.admin()).isEqualTo(TokenHash.of(ADMIN.reveal()));
        assertThat(keys.service()).isEqualTo(TokenHash.of(SERVICE.reveal()));
        assertThat(keys).hasToString("CallerKeys");
    }
}
