package io.promptgate.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, api.openai.com, 443, true, /v1",
        "http://localhost:11434/v1, localhost, 11434, false, /v1",
        "HTTPS://API.x.ai, API.x.ai, 443, true, ''",
        "http://10.0.0.1, 10.0.0.1, 80, false, ''",
        "http://10.0.0.1/v1/, 10.0.0.1, 80, false, /v1",
        "http://[::1]:8080/a/b, [::1], 8080, false, /a/b",
        "https://proxy.corp/openai%20eu/v1, proxy.corp, 443, true, /openai%20eu/v1"
    })
    void takesABaseUrlApart(String url, String host, int port, boolean tls, String prefix) {
        assertThat(BaseUrl.of(url)).isEqualTo(new BaseUrl(host, port, tls, prefix));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/v1",
                "file:///etc/passwd",
                "host/v1",
                "https:///v1",
                "https://user:secret@host/v1",
                "https://host/v1?key=secret",
                "https://host/v1#part",
                "https://under_score/v1",
                "https://host:99999/v1",
                "http://127.1/v1",
                "https://user:sec ret@host"
            })
    void refusesWhatIsNoPlainAddress(String url) {
        assertThatThrownBy(() -> BaseUrl.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret", "sec ret");
    }
}
