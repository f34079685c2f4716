package io.promptgate.logs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.promptgate.common.json.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the suite's JSON the one that the HTTP layer writes. */
@Singleton
public final class WireJson {

    @Produces
    @Singleton
    ObjectMapper mapper() {
        return Json.MAPPER;
    }
}
