package io.promptgate.admin.credential;

import io.promptgate.admin.http.Rule;

/** What credentials may be. */
final class CredentialRules {
    /** A secret travels in an HTTP header, so it is visible ASCII. */
    static final Rule SECRET =
            Rule.matching("[!-~]{1,4096}", "must be 1 to 4096 visible ASCII characters, without space");

    /** How a document names a secret without saying it. */
    static final Rule REFERENCE = Rule.matching(
            "\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^}\\x00-\\x1f]{1,500})}",
            "must be a reference, ${env:NAME} or ${file:PATH}: a document never holds a secret");

    static final String PROVIDER_STAYS = "is set when the credential is made and never changes";

    private CredentialRules() {}
}
