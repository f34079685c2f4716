package io.promptgate.admin.alias;

import io.promptgate.admin.catalogue.Catalogue;
import io.promptgate.admin.http.Fields;
import io.promptgate.admin.revision.Change;
import io.promptgate.admin.revision.Changed;
import io.promptgate.common.config.Presets;
import io.promptgate.common.id.UuidV7;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an alias is made or replaced with.
 *
 * @param provider the key of a provider in the catalogue
 * @param model goes upstream as it is
 * @param presets what requests get where the client sent none; optional
 */
public record NewAlias(@Schema(hidden = true) String name, String provider, String model, Presets presets) {

    static NewAlias from(String name, Fields fields, Catalogue known) {
        if (!AliasRules.NAME.allows(name)) {
            fields.error("alias", AliasRules.NAME.message());
        }
        NewAlias alias = read(name, fields, known);
        fields.check();
        return alias;
    }

    /** Tells errors by the fields, and goes on; of the name it tells none. */
    static NewAlias read(String name, Fields fields, Catalogue known) {
        return new NewAlias(
                name,
                fields.choice("provider", known.byKey()).key(),
                fields.text("model", AliasRules.MODEL),
                AliasRules.presets(fields.object("presets")));
    }

    AliasEntity entity(UUID project, Change change) {
        AliasEntity entity = new AliasEntity();
        entity.id = UuidV7.next();
        entity.projectUuid = project;
        entity.name = name;
        entity.createdAt = change.at();
        return write(entity, change, "created", null);
    }

    /** Writes what differs; when nothing does, the change stays as it was. */
    AliasEntity replace(AliasEntity entity, Change change) {
        boolean same = entity.provider.equals(provider)
                && entity.model.equals(model)
                && same(entity.temperature, presets.temperature())
                && same(entity.topP, presets.topP())
                && Objects.equals(entity.maxTokens, presets.maxTokens())
                && Objects.equals(entity.systemPrompt, presets.systemPrompt());
        return same ? entity : write(entity, change, "replaced", AliasView.of(entity));
    }

    private AliasEntity write(AliasEntity entity, Change change, String action, @Nullable AliasView before) {
        entity.provider = provider;
        entity.model = model;
        entity.temperature = presets.temperature();
        entity.topP = presets.topP();
        entity.maxTokens = presets.maxTokens();
        entity.systemPrompt = presets.systemPrompt();
        entity.version = change.number();
        entity.updatedAt = change.at();
        change.add(Changed.inProject(entity.projectUuid, "alias", name, action), before, AliasView.of(entity));
        return entity;
    }

    private static boolean same(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null ? b == null : b != null && a.compareTo(b) == 0;
    }
}
