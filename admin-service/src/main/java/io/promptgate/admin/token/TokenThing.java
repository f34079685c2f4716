package io.promptgate.admin.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptgate.admin.apply.Thing;
import io.promptgate.admin.http.Metadata;
import io.promptgate.admin.http.Names;
import io.promptgate.admin.limit.LimitRules;
import io.promptgate.common.json.Json;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token as the document says it: never with its secret. */
record TokenThing(@Nullable UUID id, NewToken token) implements Thing {

    @Override
    public String name() {
        return token.name();
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("name", token.name());
        if (!token.scopes().equals(TokenRules.SCOPES_DEFAULT)) {
            ArrayNode scopes = document.putArray("scopes");
            new TreeSet<>(token.scopes()).forEach(scope -> scopes.add(Names.of(scope)));
        }
        if (token.expiresAt() != null) {
            document.put("expires_at", Json.time(token.expiresAt()));
        }
        LimitRules.show(token.limits(), token.budgets(), document);
        Metadata.show(token.metadata(), document);
        return document;
    }
}
