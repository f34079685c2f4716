package io.promptgate.logs;

import static io.restassured.RestAssured.given;

import io.promptgate.common.event.RecordCodec;
import io.promptgate.common.event.RequestRecord;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service under test as its callers see it. */
public final class Logs {
    public static final String ADMIN_KEY = "pg_admin_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    public static final String SERVICE_KEY = "service-key-of-the-tests";

    private Logs() {}

    /** A call with the admin key. */
    public static RequestSpecification reader() {
        return given().header("Authorization", "Bearer " + ADMIN_KEY);
    }

    /** A call with the service key. */
    public static RequestSpecification gateway() {
        return given().header("Authorization", "Bearer " + SERVICE_KEY).contentType("application/x-ndjson");
    }

    public static Response send(byte[] batch) {
        return gateway().body(batch).post("/internal/v1/log-events");
    }

    /** Sends records, all of which must be new. */
    public static void keep(List<RequestRecord> records) {
        JsonPath reply = send(lines(records)).then().statusCode(200).extract().jsonPath();
        if (reply.getInt("accepted") != records.size()) {
            throw new AssertionError("not all records were new: " + reply.prettify());
        }
    }

    public static byte[] lines(List<RequestRecord> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (RequestRecord record : records) {
                RecordCodec.write(record, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static Response one(UUID project, UUID id) {
        return reader().get("/logs/v1/projects/{uuid}/requests/{id}", project, id);
    }

    /** A page of the management interface, which has a port of its own. */
    public static Response management(String path) {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return given().port(port).get(path);
    }

    /** The path of a project's list. */
    public static String requests(UUID project) {
        return "/logs/v1/projects/" + project + "/requests";
    }
}
