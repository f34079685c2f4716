package io.promptgate.common.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GuardRulesTest {

    @Test
    void goesOverTheWireAndBack() throws IOException {
        // Given
        GuardRules rules = new GuardRules(
                new IpAllowList(true, List.of("10.0.0.0/8")),
                new TimeWindows(true, "Europe/Berlin", List.of(new TimeWindow(Set.of(Weekday.MON), "08:00", "18:00"))),
                new ContentLength(true, Set.of(Side.INPUT, Side.OUTPUT), 10, null),
                new KeywordBlocklist(true, Set.of(Side.INPUT), List.of("one", "two"), true),
                new PromptInjection(true, Sensitivity.HIGH, List.of("open sesame")),
                new SecretScanner(false, Set.of(Side.OUTPUT), SecretAction.REDACT),
                new PiiFilter(
                        true,
                        Set.of(Side.INPUT),
                        PiiAction.BLOCK,
                        Set.of(PiiType.US_SSN),
                        List.of(new LabelledPattern("staff", "EMP-[0-9]+"))));

        // When
        String json = Json.MAPPER.writeValueAsString(rules);

        // Then
        assertThat(Json.MAPPER.readValue(json, GuardRules.class)).isEqualTo(rules);
        assertThat(Json.MAPPER.readTree(json).fieldNames())
                .toIterable()
                .containsExactly(List.of(GuardKind.values()).stream()
                        .map(GuardKind::wire)
                        .toArray(String[]::new));
        assertThat(json).contains("\"us_ssn\"", "\"mon\"").doesNotContain("kind");
    }

    @Test
    void whatIsNotSaidHasItsDefault() throws IOException {
        GuardRules rules = Json.MAPPER.readValue(
                "{\"pii_filter\":{\"enabled\":true,\"types\":[\"email\"]},\"secret_scanner\":{\"enabled\":true},"
                        + "\"prompt_injection\":{\"enabled\":false},\"a_later_one\":{\"enabled\":true}}",
                GuardRules.class);

        assertThat(rules.piiFilter())
                .isEqualTo(new PiiFilter(true, Set.of(Side.INPUT), PiiAction.MASK, Set.of(PiiType.EMAIL), List.of()));
        assertThat(rules.secretScanner()).isEqualTo(new SecretScanner(true, Set.of(Side.INPUT), SecretAction.BLOCK));
        assertThat(rules.promptInjection()).isEqualTo(new PromptInjection(false, Sensitivity.MEDIUM, List.of()));
        assertThat(rules.keywordBlocklist()).isNull();
    }
}
