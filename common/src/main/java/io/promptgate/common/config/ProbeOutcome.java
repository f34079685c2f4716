package io.promptgate.common.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What came of calling a provider with a credential's key. */
public enum ProbeOutcome {
    /** The provider answered with 2xx. */
    @JsonProperty("ok")
    OK,
    /** 401: the key is not valid. */
    @JsonProperty("unauthorized")
    UNAUTHORIZED,
    /** 403: the key is known, and not allowed this. */
    @JsonProperty("forbidden")
    FORBIDDEN,
    /** 429. */
    @JsonProperty("rate_limited")
    RATE_LIMITED,
    /** Any other status, a redirect too. */
    @JsonProperty("unexpected_status")
    UNEXPECTED_STATUS,
    /** No connection, or one that broke before an answer. */
    @JsonProperty("unreachable")
    UNREACHABLE,
    /** A connection, and no agreement on TLS: an unknown authority, another host's certificate. */
    @JsonProperty("tls_failed")
    TLS_FAILED,
    /** No answer in the time allowed. */
    @JsonProperty("timeout")
    TIMEOUT,
    /** The base URL leads to an address that the operator has not allowed; nothing was sent. */
    @JsonProperty("address_refused")
    ADDRESS_REFUSED,
    /** The sealed secret cannot be opened by the gateway; nothing was sent. */
    @JsonProperty("unreadable")
    UNREADABLE,
    /** The gateway does not serve the credential, or not yet as it is now; nothing was sent. */
    @JsonProperty("not_served")
    NOT_SERVED
}
