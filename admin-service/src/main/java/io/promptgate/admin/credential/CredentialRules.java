package io.promptgate.admin.credential;

import io.promptgate.admin.http.Rule;

/** What credentials may be. */
final class CredentialRules {
    /** A secret travels in an HTTP header, so it is visible ASCII. */
    static final Rule SECRET =
            Rule.matching("[!-~]{1,4096}", "must be 1 to 4096 visible ASCII characters, without space");

    private CredentialRules() {}
}
