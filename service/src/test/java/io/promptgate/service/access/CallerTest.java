package io.promptgate.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallerTest {
    private static final UUID OWN = new UUID(1, 1);
    private static final UUID FOREIGN = new UUID(2, 2);

    @ParameterizedTest(name = "{0}/{1} asks {2}: {3} in the own project, {4} in a foreign one")
    @CsvSource({
        // everywhere, in the own project, action, verdict there, verdict in a foreign one
        "OWNER,     ,          PROJECT_DELETE, ALLOWED,   ALLOWED",
        "ADMIN,     ,          PROJECT_DELETE, FORBIDDEN, FORBIDDEN",
        "ADMIN,     ,          PROJECT_WRITE,  ALLOWED,   ALLOWED",
        "VIEWER,    ,          LOG_READ,       ALLOWED,   ALLOWED",
        "VIEWER,    ,          ALIAS_WRITE,    FORBIDDEN, FORBIDDEN",
        "VIEWER,    DEVELOPER, ALIAS_WRITE,    ALLOWED,   FORBIDDEN",
        "OWNER,     VIEWER,    ALIAS_WRITE,    ALLOWED,   ALLOWED",
        ",          OWNER,     PROJECT_DELETE, ALLOWED,   HIDDEN",
        ",          VIEWER,    ALIAS_READ,     ALLOWED,   HIDDEN",
        ",          VIEWER,    ALIAS_WRITE,    FORBIDDEN, HIDDEN",
        ",          OWNER,     PROJECT_CREATE, FORBIDDEN, FORBIDDEN",
        ",          OWNER,     KEY_WRITE,      FORBIDDEN, FORBIDDEN",
        ",          OWNER,     AUDIT_READ,     FORBIDDEN, FORBIDDEN",
        ",          VIEWER,    PROJECT_LIST,   ALLOWED,   ALLOWED",
        ",          ,          PROJECT_LIST,   FORBIDDEN, FORBIDDEN",
        ",          ,          ALIAS_READ,     FORBIDDEN, FORBIDDEN",
    })
    void asksTheTable(
            @Nullable Role everywhere, @Nullable Role inOwn, Permission permission, Verdict own, Verdict foreign) {
        // Given
        Caller caller = new Caller("test", null, everywhere, inOwn == null ? Map.of() : Map.of(OWN, inOwn), false);

        // Then
        assertThat(caller.verdict(permission, OWN)).isEqualTo(own);
        assertThat(caller.verdict(permission, FOREIGN)).isEqualTo(foreign);
    }

    @ParameterizedTest
    @EnumSource(Permission.class)
    void keepsServicesAndPeopleApart(Permission permission) {
        // Given
        Caller gateway = Caller.service("gateway");
        Caller owner = Caller.everywhere("admin-key:1", Role.OWNER);
        boolean internal = permission == Permission.SERVICE_CALL;

        // Then
        assertThat(gateway.verdict(permission, OWN) == Verdict.ALLOWED).isEqualTo(internal);
        assertThat(owner.verdict(permission, OWN) == Verdict.ALLOWED).isNotEqualTo(internal);
    }

    @Test
    void seesItsOwnProjectsAlone() {
        // Given
        Caller restricted = new Caller("test", null, null, Map.of(OWN, Role.VIEWER), false);

        // Then
        assertThat(restricted.sees(OWN)).isTrue();
        assertThat(restricted.sees(FOREIGN)).isFalse();
        assertThat(restricted.visible()).containsExactly(OWN);
        assertThat(Caller.everywhere("test", Role.VIEWER).visible()).isNull();
    }
}
