package io.promptgate.bench;

import io.promptgate.common.guard.ContentLength;
import io.promptgate.common.guard.GuardRules;
import io.promptgate.common.guard.KeywordBlocklist;
import io.promptgate.common.guard.PiiAction;
import io.promptgate.common.guard.PiiFilter;
import io.promptgate.common.guard.PiiType;
import io.promptgate.common.guard.PromptInjection;
import io.promptgate.common.guard.SecretAction;
import io.promptgate.common.guard.SecretScanner;
import io.promptgate.common.guard.Sensitivity;
import io.promptgate.common.guard.Side;
import io.promptgate.common.guard.scan.GuardedText;
import io.promptgate.common.guard.scan.TextGuard;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * What guardrails cost: the CPU time of a thread that applies all rules for texts to a prompt of 10 KB, over and over,
 * as the operating system accounts it. The prompt is of words, with personal data in it now and then, so that each
 * scanner has something to look at.
 */
public final class GuardCost {
    private static final int PROMPT = 10 * 1024;
    private static final int KEYWORDS = 500;
    private static final int WARM_UP = 3_000;
    private static final int ROUNDS = 9;
    private static final int CALLS = 500;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String[] SPICE = {
        "jane.doe@example.com", "192.168.10.1", "4111 1111 1111 1111", "2026-11-22 12:34:56", "+49 151 12345678"
    };

    private GuardCost() {}

    /** Prints the cost of the rules, each alone and all together. */
    public static void main(String[] args) {
        measure(System.out);
    }

    static void measure(PrintStream out) {
        String prompt = prompt(new Random(1));
        GuardRules all = rules();
        out.printf("%-18s %s%n", "rule", "ms CPU for a prompt of 10 KB, median (least) of " + ROUNDS);
        row(
                out,
                "keyword_blocklist",
                prompt,
                new GuardRules(null, null, null, all.keywordBlocklist(), null, null, null));
        row(out, "prompt_injection", prompt, new GuardRules(null, null, null, null, all.promptInjection(), null, null));
        row(out, "secret_scanner", prompt, new GuardRules(null, null, null, null, null, all.secretScanner(), null));
        row(out, "pii_filter", prompt, new GuardRules(null, null, null, null, null, null, all.piiFilter()));
        row(out, "all", prompt, all);
    }

    private static void row(PrintStream out, String name, String prompt, GuardRules rules) {
        TextGuard guard = Objects.requireNonNull(TextGuard.of(rules, Side.INPUT));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long seen = run(guard, prompt, WARM_UP);
        double[] millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = threads.getCurrentThreadCpuTime();
            seen += run(guard, prompt, CALLS);
            millis[i] = (threads.getCurrentThreadCpuTime() - start) / NANOS_PER_MILLI / CALLS;
        }
        Arrays.sort(millis);
        out.printf("%-18s %.3f (%.3f), %d characters out%n", name, millis[ROUNDS / 2], millis[0], seen);
    }

    private static long run(TextGuard guard, String prompt, int calls) {
        long length = 0;
        for (int i = 0; i < calls; i++) {
            length += GuardedText.plain(guard, prompt, false).apply(prompt).length();
        }
        return length;
    }

    private static GuardRules rules() {
        Random random = new Random(2);
        List<String> keywords = new ArrayList<>();
        for (int i = 0; i < KEYWORDS; i++) {
            keywords.add(word(random) + " " + word(random) + i);
        }
        Set<Side> input = Set.of(Side.INPUT);
        return new GuardRules(
                null,
                null,
                new ContentLength(true, input, PROMPT * 2, null),
                new KeywordBlocklist(true, input, keywords, true),
                new PromptInjection(true, Sensitivity.MEDIUM, List.of("open sesame")),
                new SecretScanner(true, input, SecretAction.REDACT),
                new PiiFilter(true, input, PiiAction.MASK, EnumSet.allOf(PiiType.class), List.of()));
    }

    private static String prompt(Random random) {
        StringBuilder prompt = new StringBuilder(PROMPT);
        while (prompt.length() < PROMPT) {
            boolean spice = random.nextInt(60) == 0;
            prompt.append(spice ? SPICE[random.nextInt(SPICE.length)] : word(random))
                    .append(random.nextInt(12) == 0 ? ". " : " ");
        }
        return prompt.substring(0, PROMPT);
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 2 + random.nextInt(8); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }
}
