package io.promptgate.common.guard;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A kind of personal data that is known by its form. */
public enum PiiType {
    @JsonProperty("email")
    EMAIL,
    @JsonProperty("ipv4")
    IPV4,
    @JsonProperty("ipv6")
    IPV6,
    /** With its checksum (ISO 7064, mod 97-10). */
    @JsonProperty("iban")
    IBAN,
    /** With its checksum (Luhn, ISO/IEC 7812-1). */
    @JsonProperty("credit_card")
    CREDIT_CARD,
    /** A social security number of the United States, with its dashes or spaces. */
    @JsonProperty("us_ssn")
    US_SSN,
    /** International, North American, or with a leading zero. */
    @JsonProperty("phone")
    PHONE
}
