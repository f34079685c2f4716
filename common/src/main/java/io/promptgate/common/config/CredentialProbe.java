package io.promptgate.common.config;

import java.util.UUID;

/**
 * What admin-service asks a gateway: does this credential's provider take its key?
 *
 * @param id of the question; the answer repeats it
 * @param revision the one in which credential and provider became what they are; an earlier one cannot answer
 * @param timeoutMs what the call of the provider may take, connecting included, in milliseconds
 */
public record CredentialProbe(UUID id, UUID credential, long revision, long timeoutMs) {}
