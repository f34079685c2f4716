package io.promptgate.admin.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptgate.common.json.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The mapper that writes the answers: the suite's JSON. */
@Singleton
public final class WireMapper {

    @Produces
    @Singleton
    ObjectMapper mapper() {
        return Json.configure(JsonMapper.builder()).build();
    }
}
