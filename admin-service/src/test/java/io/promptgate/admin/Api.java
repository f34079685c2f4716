package io.promptgate.admin;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Calls of the admin API with the admin key. */
public final class Api {
    public static final String BASE = "/admin/v1";

    private Api() {}

    public static RequestSpecification admin() {
        return given().basePath(BASE).header("Authorization", "Bearer " + TestKeys.ADMIN);
    }

    public static RequestSpecification admin(String body) {
        return admin().contentType(ContentType.JSON).body(body);
    }

    /** A call with another key. */
    public static RequestSpecification with(String key) {
        return given().basePath(BASE).header("Authorization", "Bearer " + key);
    }

    public static RequestSpecification with(String key, String body) {
        return with(key).contentType(ContentType.JSON).body(body);
    }

    /** A new admin key of a role, valid in these projects or, with none named, everywhere. */
    public static String key(String role, String... projects) {
        String where = projects.length == 0 ? "" : ",\"projects\":[\"" + String.join("\",\"", projects) + "\"]";
        return admin("{\"name\":\"test\",\"role\":\"" + role + "\"" + where + "}")
                .post("/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    /** A new wrapper project's uuid. */
    public static String wrapper() {
        return project("ai_wrapper");
    }

    public static String project(String type) {
        return admin("{\"name\":\"Demo\",\"project_type\":\"" + type + "\"}")
                .post("/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("uuid");
    }

    /** A new credential's id. */
    public static String credential(String provider) {
        return admin("{\"name\":\"key\",\"provider\":\"" + provider + "\",\"secret\":\"sk-0123456789abcdef\"}")
                .post("/credentials")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static ValidatableResponse alias(String project, String alias, String provider, String model) {
        return admin("{\"provider\":\"" + provider + "\",\"model\":\"" + model + "\"}")
                .put("/projects/" + project + "/aliases/" + alias)
                .then();
    }

    /** The number of the newest revision. */
    public static long revision(ValidatableResponse write) {
        return Long.parseLong(write.extract().header("x-promptgate-revision"));
    }
}
