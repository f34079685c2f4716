package io.promptgate.admin.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.promptgate.admin.Remote;
import io.promptgate.admin.TestKeys;
import io.promptgate.common.config.Credential;
import io.promptgate.common.secret.Masked;
import io.promptgate.common.secret.SecretBox;
import io.promptgate.testkit.Postgres;
import io.promptgate.testkit.Postgres.Coordinates;
import io.promptgate.testkit.ServiceProcess;
import io.promptgate.testkit.ServiceProcess.Plan;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The master key of a packaged service is changed, the old one retired, and a revision of its time restored. */
final class MasterKeyIT {
    private static final Duration START = Duration.ofSeconds(90);
    private static final String FIRST = "sk-first-0123456789";
    private static final String SECOND = "sk-second-0123456789";

    private final Coordinates database = Postgres.shared().freshDatabase();

    @Test
    void rollsBackToASecretOfTheRetiredKeysTime() throws SQLException {
        // Given a secret and one that took its place, under the old key
        String id;
        String then;
        try (ServiceProcess old = start(TestKeys.FORMER, "")) {
            Remote admin = new Remote(old);
            var created = admin.admin("{\"name\":\"key\",\"provider\":\"groq\",\"secret\":\"" + FIRST + "\"}")
                    .post("/credentials")
                    .then()
                    .statusCode(201)
                    .extract();
            id = created.path("id");
            then = created.header("x-promptgate-revision");
            admin.admin("{\"secret\":\"" + SECOND + "\"}")
                    .put("/credentials/" + id + "/secret")
                    .then()
                    .statusCode(200);
        }

        // When the new key seals, all is sealed anew, and the old key goes
        try (ServiceProcess both = start(TestKeys.MASTER, TestKeys.FORMER)) {
            new Remote(both)
                    .admin()
                    .post("/credentials/reseal")
                    .then()
                    .statusCode(200)
                    .body("resealed", equalTo(1))
                    .body("former_resealed", equalTo(3))
                    .body("remaining", equalTo(0));
        }
        try (ServiceProcess alone = start(TestKeys.MASTER, "")) {
            Remote admin = new Remote(alone);
            admin.admin().get("/credentials/" + id).then().body("state", equalTo("ready"));
            admin.admin().post("/revisions/" + then + "/rollback").then().statusCode(200);
            admin.admin().get("/credentials/" + id).then().body("state", equalTo("ready"));
        }

        // Then
        SecretBox box = SecretBox.of(Masked.of(TestKeys.MASTER), List.of());
        assertThat(box.openText(sealed(id), Credential.context(UUID.fromString(id))))
                .isEqualTo(Masked.of(FIRST));
    }

    private ServiceProcess start(String master, String former) {
        return ServiceProcess.start(Plan.of("admin-service", TestKeys.environment())
                        .with("PROMPTGATE_MASTER_KEY", master)
                        .with("PROMPTGATE_FORMER_MASTER_KEYS", former)
                        .with("PROMPTGATE_DATABASE_URL", database.url())
                        .with("PROMPTGATE_DATABASE_USER", database.user())
                        .with("PROMPTGATE_DATABASE_PASSWORD", database.password())
                        .named("admin-keys"))
                .awaitReady(START);
    }

    private String sealed(String id) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:" + database.url(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select sealed from config.credential where id = '" + id + "'")) {
            row.next();
            return row.getString(1);
        }
    }
}
