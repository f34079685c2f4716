package io.promptgate.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PermissionTest {
    private static final Path PAGE = Path.of("../docs/access.md");

    @Test
    void isTheTableThatTheDocumentationShows() throws IOException {
        // Given
        List<String> rows = Arrays.stream(Permission.values())
                .filter(permission -> permission.reach() != Reach.SERVICES)
                .map(PermissionTest::row)
                .toList();

        // When
        List<String> shown;
        try (Stream<String> lines = Files.lines(PAGE)) {
            shown = lines.filter(line -> line.startsWith("| `") && line.contains("` | ") && line.endsWith(" |"))
                    .filter(line -> line.matches("\\| `[A-Z_]+` .*"))
                    .toList();
        }

        // Then
        assertThat(shown).isEqualTo(rows);
    }

    @Test
    void neverTakesFromARoleWhatALesserOneMay() {
        for (Permission permission : Permission.values()) {
            List<Role> allowed =
                    Arrays.stream(Role.values()).filter(permission::allows).toList();
            assertThat(allowed)
                    .isEqualTo(Arrays.stream(Role.values())
                            .skip(Role.values().length - allowed.size())
                            .toList());
        }
    }

    private static String row(Permission permission) {
        String where = switch (permission.reach()) {
            case EVERYWHERE -> "everywhere";
            case PROJECT -> "project";
            case OWN_PART -> "own part";
            case SERVICES -> "services";
        };
        return "| `" + permission + "` | " + permission.words() + " | " + where + " | "
                + Stream.of(Role.OWNER, Role.ADMIN, Role.DEVELOPER, Role.VIEWER)
                        .map(role -> permission.allows(role) ? "✔" : "")
                        .collect(Collectors.joining(" | "))
                + " |";
    }
}
