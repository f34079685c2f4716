package io.promptgate.common.guard.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The well-known forms of keys, as their issuers document them. A longer prefix stands before a shorter one that it
 * begins with.
 */
final class SecretForms {
    private static final int ASCII = 128;

    private static final List<SecretForm> ALL = List.of(
            SecretForm.of("anthropic_key", "sk-ant-", 20),
            SecretForm.hex("openrouter_key", "sk-or-", 20),
            SecretForm.of("openai_key", "sk-proj-", 20),
            SecretForm.of("openai_key", "sk-svcacct-", 20),
            SecretForm.of("openai_key", "sk-admin-", 20),
            SecretForm.of("stripe_key", "sk_live_", 16),
            SecretForm.of("stripe_key", "sk_test_", 16),
            SecretForm.of("stripe_key", "rk_live_", 16),
            SecretForm.of("stripe_key", "rk_test_", 16),
            SecretForm.of("stripe_webhook_secret", "whsec_", 24),
            SecretForm.of("api_key", "sk-", 20),
            SecretForm.of("groq_key", "gsk_", 30),
            SecretForm.of("xai_key", "xai-", 30),
            SecretForm.of("huggingface_token", "hf_", 30),
            SecretForm.of("replicate_token", "r8_", 30),
            SecretForm.of("perplexity_key", "pplx-", 30),
            SecretForm.of("nvidia_key", "nvapi-", 30),
            SecretForm.of("aws_access_key", "AKIA", 16),
            SecretForm.of("aws_access_key", "ASIA", 16),
            SecretForm.of("google_key", "AIza", 35),
            SecretForm.of("google_oauth_secret", "GOCSPX-", 24),
            SecretForm.dotted("google_access_token", "ya29.", 30),
            SecretForm.of("github_token", "ghp_", 30),
            SecretForm.of("github_token", "gho_", 30),
            SecretForm.of("github_token", "ghu_", 30),
            SecretForm.of("github_token", "ghs_", 30),
            SecretForm.of("github_token", "ghr_", 30),
            SecretForm.of("github_token", "github_pat_", 40),
            SecretForm.of("gitlab_token", "glpat-", 20),
            SecretForm.of("slack_token", "xoxb-", 16),
            SecretForm.of("slack_token", "xoxp-", 16),
            SecretForm.of("slack_token", "xoxa-", 16),
            SecretForm.of("slack_token", "xoxr-", 16),
            SecretForm.of("slack_token", "xoxs-", 16),
            SecretForm.of("slack_token", "xapp-", 16),
            SecretForm.dotted("sendgrid_key", "SG.", 40),
            SecretForm.hex("mailgun_key", "key-", 32),
            SecretForm.of("npm_token", "npm_", 30),
            SecretForm.of("pypi_token", "pypi-", 30),
            SecretForm.hex("digitalocean_token", "dop_v1_", 40),
            SecretForm.hex("shopify_token", "shpat_", 30),
            SecretForm.of("databricks_token", "dapi", 32),
            SecretForm.of("linear_key", "lin_api_", 30),
            SecretForm.of("notion_token", "ntn_", 30),
            SecretForm.of("vault_token", "hvs.", 20),
            SecretForm.hex("promptgate_token", "pg_live_", 32),
            SecretForm.hex("promptgate_key", "pg_admin_", 32));

    private static final SecretForm[][] BY_FIRST = byFirst();

    private SecretForms() {}

    /** The forms whose prefix begins with this character; null when none does. */
    static SecretForm @Nullable [] of(char first) {
        return first < ASCII ? BY_FIRST[first] : null;
    }

    private static SecretForm[][] byFirst() {
        SecretForm[][] forms = new SecretForm[ASCII][];
        for (char c = 0; c < ASCII; c++) {
            List<SecretForm> some = new ArrayList<>();
            for (SecretForm form : ALL) {
                if (form.prefix().charAt(0) == c) {
                    some.add(form);
                }
            }
            forms[c] = some.toArray(SecretForm[]::new);
        }
        return forms;
    }
}
