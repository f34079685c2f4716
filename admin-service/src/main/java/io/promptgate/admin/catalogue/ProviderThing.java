package io.promptgate.admin.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.apply.Thing;
import io.promptgate.admin.http.Names;
import io.promptgate.common.catalog.AuthStyle;
import io.promptgate.common.catalog.Dialect;
import io.promptgate.common.catalog.Provider;
import io.promptgate.common.catalog.StreamUsage;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A provider of the operator's own as the document says it. */
record ProviderThing(NewProvider asked) implements Thing {

    @Override
    public @Nullable UUID id() {
        return null;
    }

    @Override
    public String name() {
        return asked.key();
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("key", asked.key()).put("name", asked.name()).put("base_url", asked.baseUrl());
        if (asked.auth() != AuthStyle.BEARER) {
            document.put("auth", Names.of(asked.auth()));
        }
        if (asked.keyHeader() != null) {
            document.put("key_header", asked.keyHeader());
        }
        if (asked.streamUsage() != StreamUsage.ON_REQUEST) {
            document.put("stream_usage", Names.of(asked.streamUsage()));
        }
        lists(document);
        if (!asked.enabled()) {
            document.put("enabled", false);
        }
        return document;
    }

    /** As others of the document can use it. */
    Provider provider() {
        return new Provider(
                asked.key(),
                asked.name(),
                asked.baseUrl(),
                Dialect.OPENAI,
                asked.auth(),
                asked.streamUsage(),
                asked.drop(),
                asked.rename(),
                0,
                asked.keyHeader());
    }

    private void lists(ObjectNode document) {
        if (!asked.drop().isEmpty()) {
            ArrayNode drop = document.putArray("drop");
            asked.drop().forEach(drop::add);
        }
        if (!asked.rename().isEmpty()) {
            ObjectNode rename = document.putObject("rename");
            new TreeMap<>(asked.rename()).forEach(rename::put);
        }
    }
}
