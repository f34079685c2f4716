package io.promptgate.admin;

import static io.restassured.RestAssured.given;

import io.promptgate.testkit.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Calls of the admin API of one packaged service among several. */
public record Remote(ServiceProcess service) {

    public RequestSpecification admin() {
        return given().baseUri(service.url(Api.BASE)).header("Authorization", "Bearer " + TestKeys.ADMIN);
    }

    public RequestSpecification admin(String body) {
        return admin().contentType(ContentType.JSON).body(body);
    }

    public String wrapper() {
        return admin("{\"name\":\"Demo\",\"project_type\":\"ai_wrapper\"}")
                .post("/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("uuid");
    }

    public ValidatableResponse alias(String project, String model) {
        return admin("{\"provider\":\"groq\",\"model\":\"" + model + "\"}")
                .put("/projects/" + project + "/aliases/fast")
                .then();
    }
}
