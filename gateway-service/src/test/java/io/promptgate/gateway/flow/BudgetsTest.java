package io.promptgate.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.event.RequestRecord;
import io.promptgate.common.limit.Budgets;
import io.promptgate.common.secret.Masked;
import io.promptgate.testkit.Reply;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Budgets of tokens, kept by one gateway; a million tokens of the provider's own model count one USD. */
final class BudgetsTest {
    private static final int CALLERS = 64;

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start(Map.of(
                "promptgate.budgets.unpriced-rate", "1",
                "promptgate.budgets.zone", "Europe/Berlin",
                "promptgate.upstream.first-byte-timeout", "3s"));
        gateway.upstream().always("/ollama", use(1_000));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void refusesBeforeAnyCallAndSaysWhichWhatAndWhen() {
        // Given
        gateway.policies().setTime(Instant.parse("2030-05-31T21:59:00Z"));
        Api api = budget(usd("0.0025", null));
        api.chat(ask(1_000));
        api.chat(ask(1_000));
        int before = gateway.upstream().count();

        // When
        Got refused = api.chat(ask(1_000));

        // Then
        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.error("code")).isEqualTo("budget_exhausted");
        assertThat(refused.error("type")).isEqualTo("insufficient_quota");
        assertThat(refused.error("message"))
                .contains("token's monthly_budget_usd", "0.002 USD of 0.0025 USD spent", "2030-05-31T22:00:00.000Z");
        assertThat(gateway.upstream().count()).isEqualTo(before);
        RequestRecord record = gateway.logs().await(refused.id());
        assertThat(record.outcome().errorCode()).isEqualTo("budget_exhausted");
        assertThat(record.served().attempts()).isEmpty();
    }

    @Test
    void neverPassesABudgetWithSixtyFourCallers() throws Exception {
        Api api = budget(usd("0.0205", null));

        List<Got> answers = Crowd.of(CALLERS, _ -> api.chat(ask(1_000)));

        long admitted = answers.stream().filter(got -> got.status() == 200).count();
        assertThat(admitted).isBetween(19L, 20L);
        assertThat(answers.stream().filter(got -> got.status() == 402)).hasSize((int) (CALLERS - admitted));
    }

    @Test
    void passesABudgetByWhatReservationsWereShortOfAtMost() throws Exception {
        // Given
        gateway.upstream().always("/ollama", use(1_500));
        Api api = budget(tokens(10_000L, null));

        // When
        List<Got> answers = Crowd.of(CALLERS, _ -> api.chat(ask(1_000)));

        // Then
        long admitted = answers.stream().filter(got -> got.status() == 200).count();
        assertThat(admitted).isBetween(6L, 9L);
        assertThat(api.chat(ask(1_000)).status()).isEqualTo(402);
    }

    @Test
    void givesBackWhatWasReservedAndNotUsed() {
        Api api = budget(tokens(4_000L, null));
        gateway.upstream().always("/ollama", use(10));

        for (int i = 0; i < 20; i++) {
            assertThat(api.chat(ask(3_000)).status()).isEqualTo(200);
        }
    }

    @Test
    void givesBackAllOfItWhenTheCallFails() {
        Api api = budget(tokens(4_000L, null));
        for (Reply reply : List.of(Reply.openAiError(500, "no"), Reply.reset(), Reply.blackHole())) {
            gateway.upstream().next(reply);
            assertThat(api.chat(ask(3_000)).status()).isGreaterThanOrEqualTo(500);
        }
        gateway.upstream().always("/ollama", use(10));

        assertThat(api.chat(ask(3_000)).status()).isEqualTo(200);
    }

    @Test
    void booksWhatATornStreamUsed() {
        // Given
        Api api = budget(tokens(1_000L, null));
        gateway.upstream()
                .next(Reply.sse(Chunk.ROLE, Chunk.text("x".repeat(3_600))).tornAfter(2));

        // When
        api.chat(Api.ask("own", "\"stream\":true,\"max_tokens\":900"));

        // Then
        Got refused = api.chat(ask(100));
        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.error("message")).containsPattern("9\\d\\d tokens of 1000 tokens spent");
    }

    @Test
    void beginsAgainWithTheDayAndTheMonthOfItsTimeZone() {
        // Given
        gateway.policies().setTime(Instant.parse("2031-01-30T22:30:00Z"));
        Api daily = budget(tokens(null, 1_100L));
        Api monthly = budget(tokens(1_100L, null));
        assertThat(daily.chat(ask(1_000)).status()).isEqualTo(200);
        assertThat(monthly.chat(ask(1_000)).status()).isEqualTo(200);
        assertThat(daily.chat(ask(1_000)).status()).isEqualTo(402);

        // When
        gateway.policies().setTime(Instant.parse("2031-01-30T23:00:00Z"));

        // Then
        assertThat(daily.chat(ask(1_000)).status()).isEqualTo(200);
        assertThat(monthly.chat(ask(1_000)).error("message")).contains("resets at 2031-01-31T23:00:00.000Z");
        gateway.policies().setTime(Instant.parse("2031-01-31T23:00:00Z"));
        assertThat(monthly.chat(ask(1_000)).status()).isEqualTo(200);
    }

    @Test
    void aClockThatGoesBackGivesNoBudgetTwice() {
        // Given
        gateway.policies().setTime(Instant.parse("2032-03-10T12:00:00Z"));
        Api api = budget(tokens(null, 1_100L));
        api.chat(ask(1_000));

        // When
        gateway.policies().setTime(Instant.parse("2032-03-09T12:00:00Z"));

        // Then
        assertThat(api.chat(ask(1_000)).status()).isEqualTo(402);
    }

    @Test
    void goesOnFromWhatTheLedgerSaysWasSpentBeforeItBegan() {
        // Given
        gateway.policies().setTime(Instant.parse("2033-03-10T12:00:00Z"));
        Plan plan = plan();
        Masked secret = plan.token(null, usd("10", null));
        gateway.publish(plan);
        gateway.logs().spent(plan.id(secret), "9.9995", 0);

        // When
        gateway.policies().sync();

        // Then
        Got refused = gateway.api(plan, secret).chat(ask(1_000));
        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.error("message")).contains("9.9995 USD of 10 USD spent");
    }

    @Test
    void keepsItsOwnCountWhileTheLedgerLags() {
        // Given
        gateway.policies().setTime(Instant.parse("2034-03-10T12:00:00Z"));
        Plan plan = plan();
        Masked secret = plan.token(null, tokens(2_100L, null));
        gateway.publish(plan);
        Api api = gateway.api(plan, secret);
        api.chat(ask(1_000));
        api.chat(ask(1_000));

        // When
        gateway.logs().spent(plan.id(secret), "0", 500);
        gateway.policies().sync();

        // Then
        assertThat(api.chat(ask(1_000)).error("message")).contains("2000 tokens of 2100 tokens spent");
    }

    @Test
    void servesOnWhileTheLedgerIsAway() {
        gateway.logs().spentAway(true);
        try {
            Api api = budget(usd("1", null));
            gateway.policies().sync();

            assertThat(api.chat(ask(1_000)).status()).isEqualTo(200);
            assertThat(gateway.metrics()
                            .get("promptgate.budget.unknown")
                            .gauge()
                            .value())
                    .isEqualTo(1);
        } finally {
            gateway.logs().spentAway(false);
            gateway.policies().sync();
        }
    }

    @Test
    void warnsOnceWhenFourFifthsAreUsed() {
        // Given
        gateway.policies().setTime(Instant.parse("2035-03-10T12:00:00Z"));
        Api api = budget(tokens(10_000L, null));
        double before = warnings();
        for (int i = 0; i < 6; i++) {
            api.chat(ask(1_000));
        }
        double atSixty = warnings();

        // When
        for (int i = 0; i < 3; i++) {
            api.chat(ask(1_000));
        }

        // Then
        assertThat(atSixty).isEqualTo(before);
        assertThat(warnings()).isEqualTo(before + 1);
    }

    @Test
    void refusesModelsWithoutAPriceWhereNoRateIsSetForThem() {
        try (TestGateway strict = TestGateway.start()) {
            Plan plan = plan();
            Masked money = plan.token(null, usd("10", null));
            Masked counted = plan.token(null, tokens(100_000L, null));
            strict.publish(plan);

            Got refused = strict.api(plan, money).chat(ask(10));

            assertThat(refused.status()).isEqualTo(402);
            assertThat(refused.error("message")).contains("ollama:llama3 has no price");
            assertThat(strict.api(plan, counted).chat(ask(10)).status()).isEqualTo(200);
        }
    }

    @Test
    void refusesWhileNothingIsKnownWhereTheOperatorWantsIt() {
        try (TestGateway strict = TestGateway.start(Map.of("promptgate.budgets.unknown", "deny"))) {
            // Given
            Plan plan = plan();
            Masked secret = plan.token(null, tokens(100_000L, null));
            strict.publish(plan);
            Api api = strict.api(plan, secret);
            assertThat(api.chat(ask(10)).status()).isEqualTo(503);

            // When
            strict.policies().sync();

            // Then
            assertThat(api.chat(ask(10)).status()).isEqualTo(200);
        }
    }

    private double warnings() {
        return gateway.metrics()
                .get("promptgate.budget.warnings")
                .tag("rule", "monthly_token_limit")
                .counter()
                .count();
    }

    private static String ask(int most) {
        return Api.ask("own", "\"max_tokens\":" + most);
    }

    private static Reply use(int tokens) {
        return Reply.json(
                200,
                "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
                        + "{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":" + tokens + ",\"total_tokens\":"
                        + tokens + "}}");
    }

    private static Budgets usd(@Nullable String month, @Nullable String day) {
        return new Budgets(
                month == null ? null : new BigDecimal(month), day == null ? null : new BigDecimal(day), null, null);
    }

    private static Budgets tokens(@Nullable Long month, @Nullable Long day) {
        return new Budgets(null, null, month, day);
    }

    private static Plan plan() {
        return new Plan().enable("ollama", null).alias("own", "ollama", "llama3");
    }

    private Api budget(Budgets budgets) {
        Plan plan = plan();
        Masked secret = plan.token(null, budgets);
        gateway.publish(plan);
        return gateway.api(plan, secret);
    }
}
