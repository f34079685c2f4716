package io.promptgate.admin;

import io.promptgate.testkit.openapi.DocumentedAnswers;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;

/** Holds every call of every test against the service's OpenAPI document. */
public final class DocumentedCalls implements QuarkusTestBeforeEachCallback {
    private static final DocumentedAnswers ANSWERS = new DocumentedAnswers("/admin/");

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(ANSWERS);
    }
}
