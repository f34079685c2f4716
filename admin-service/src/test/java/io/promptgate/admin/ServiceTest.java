package io.promptgate.admin;

import static io.promptgate.admin.Api.admin;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
final class ServiceTest {
    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready = URI.create("/");

    @TestHTTPResource(value = "/health/live", management = true)
    URI live = URI.create("/");

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics = URI.create("/");

    @Test
    void isLiveAndReady() {
        given().get(live).then().statusCode(200).body("status", equalTo("UP"));
        given().get(ready).then().statusCode(200).body("checks.name", equalTo(List.of("store")));
    }

    @Test
    void countsRequestsByRouteAndNotByPath() {
        String uuid = Api.wrapper();
        admin().get("/projects/" + uuid).then().statusCode(200);

        given().get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("http_server_requests_seconds_count"))
                .body(containsString("uri=\"/admin/v1/projects/{uuid}\""))
                .body(not(containsString(uuid)));
    }

    @Test
    void servesTheOpenApiDocumentInTheWiresNames() {
        given().get("/q/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/admin/v1/projects/{uuid}/aliases/{alias}"))
                .body(containsString("credential_id"))
                .body(not(containsString("credentialId")))
                .body(not(containsString("/internal/")));
    }
}
