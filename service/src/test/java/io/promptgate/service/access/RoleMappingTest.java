package io.promptgate.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.promptgate.common.json.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims in the shapes in which issuers send them, and what they come to. */
final class RoleMappingTest {
    private static final UUID PROJECT = UUID.fromString("0193a8f0-0000-7000-8000-000000000001");
    private static final RoleMapping MAPPING = RoleMapping.of(List.of(
            "promptgate-owner=owner",
            "Platform.Admin=admin",
            "sre=viewer",
            "team-shop=developer@" + PROJECT,
            "alice@example.com=admin",
            "example.com=viewer",
            "a=b=developer"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # issuer | path of the claim | claims | role everywhere | role in the project
            Keycloak, realm roles | realm_access/roles | {"azp":"console","realm_access":{"roles":["offline_access","promptgate-owner"]}} | OWNER |
            Keycloak, client roles | resource_access/pg/roles | {"resource_access":{"account":{"roles":["promptgate-owner"]},"pg":{"roles":["sre"]}}} | VIEWER |
            Keycloak, client credentials | realm_access/roles | {"client_id":"ci","preferred_username":"service-account-ci","realm_access":{"roles":["team-shop"]}} | | DEVELOPER
            Entra ID, user | roles | {"ver":"2.0","tid":"t","oid":"o","scp":"access","roles":["Platform.Admin"]} | ADMIN |
            Entra ID, application | roles | {"ver":"2.0","idtyp":"app","azp":"a","roles":["team-shop","sre"]} | VIEWER | DEVELOPER
            Okta, groups | groups | {"cid":"c","scp":["openid"],"groups":["Everyone","sre"]} | VIEWER |
            Okta, client credentials without groups | groups | {"cid":"c","scp":["promptgate"],"sub":"c"} | |
            Okta, client credentials by scope | scp | {"cid":"c","scp":["sre"],"sub":"c"} | VIEWER |
            Google, address | email | {"email":"alice@example.com","email_verified":true,"hd":"example.com"} | ADMIN |
            Google, domain | hd | {"email":"bob@example.com","hd":"example.com"} | VIEWER |
            Google, no Workspace | hd | {"email":"bob@gmail.com"} | |
            Dex, groups | groups | {"groups":["team-shop"],"federated_claims":{"connector_id":"ldap"}} | | DEVELOPER
            a namespace with slashes | https://example.com/roles | {"https://example.com/roles":["sre"]} | VIEWER |
            a value with an equals sign | roles | {"roles":["a=b"]} | DEVELOPER |
            of several the strongest | roles | {"roles":["sre","promptgate-owner","Platform.Admin"]} | OWNER |
            another case | roles | {"roles":["SRE","Sre","PROMPTGATE-OWNER"]} | |
            nothing that means anything | roles | {"roles":["somebody-else"]} | |
            no texts | roles | {"roles":[1,true,null,{"sre":1},["sre"]]} | |
            an object | roles | {"roles":{"sre":true}} | |
            """)
    void readsTheClaimsOf(
            String issuer, String path, String claims, @Nullable Role everywhere, @Nullable Role inProject)
            throws JsonProcessingException {
        // When
        Caller caller = MAPPING.caller("oidc:x", RoleMapping.values(json(claims), path), Map.of());

        // Then
        assertThat(caller.role(null)).as(issuer).isEqualTo(everywhere);
        Role there = inProject == null || (everywhere != null && everywhere.covers(inProject)) ? everywhere : inProject;
        assertThat(caller.role(PROJECT)).as(issuer).isEqualTo(there);
    }

    @Test
    void readsRolesInProjectsFromAClaimAndTakesTheStrongerOne() throws JsonProcessingException {
        JsonNode claims = json("{\"pg\":{\"" + PROJECT + "\":\"viewer\",\"x\":\"owner\"},\"list\":[\"" + PROJECT
                + ":admin\",\"" + PROJECT + ":king\",\"nonsense\"]}");

        assertThat(RoleMapping.projects(claims, "pg")).isEqualTo(Map.of(PROJECT, Role.VIEWER));
        assertThat(RoleMapping.projects(claims, "list")).isEqualTo(Map.of(PROJECT, Role.ADMIN));
        assertThat(MAPPING.caller("oidc:x", List.of("team-shop"), RoleMapping.projects(claims, "pg"))
                        .role(PROJECT))
                .isEqualTo(Role.DEVELOPER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sre", "=viewer", "sre=king", "sre=viewer@shop", "sre="})
    void refusesAMappingThatIsNone(String entry) {
        assertThatIllegalArgumentException().isThrownBy(() -> RoleMapping.of(List.of(entry)));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Json.MAPPER.readTree(text);
    }
}
