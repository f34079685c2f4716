package io.promptgate.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptgate.common.secret.ClientToken;
import io.promptgate.common.secret.Masked;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MechanismsTest {
    private static final String ADMIN = ClientToken.mintAdmin().reveal();
    private static final String SERVICE = "0123456789abcdef";
    private static final CallerKeys KEYS = CallerKeys.of(Masked.of(ADMIN), Masked.of(SERVICE));
    private static final List<HttpAuthenticationMechanism> MECHANISMS =
            List.of(new AdminKeyMechanism(KEYS, new AdminKeys()), new ServiceKeyMechanism(KEYS));
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static int port;

    @BeforeAll
    static void listen() throws Exception {
        Router router = Router.router(VERTX);
        router.route().handler(MechanismsTest::say);
        HttpServer server = VERTX.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    @AfterAll
    static void stop() throws Exception {
        CLIENT.close();
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void knowsTheAdminKeyByItsHash() throws Exception {
        assertThat(call("/admin/v1/projects", "Bearer " + ADMIN).body())
                .startsWith("admin-key:")
                .endsWith(Role.OWNER.name())
                .doesNotContain(ADMIN);
        assertThat(call("/admin/v1/projects", "bearer  " + ADMIN).statusCode()).isEqualTo(200);
    }

    @Test
    void knowsTheServiceKeyOnThePathsMadeForIt() throws Exception {
        assertThat(call("/internal/v1/acks", "Bearer " + SERVICE).body()).isEqualTo("gateway service");
    }

    @ParameterizedTest
    @CsvSource({
        "/internal/v1/acks, ADMIN",
        "/internal/v1/acks, Bearer nonsense",
        "//internal/v1/acks, ADMIN",
        "/admin/v1/projects, Bearer 0123456789abcdef",
        "/admin/v1/projects, Bearer pg_admin_unknown",
        "/admin/v1/projects, Basic YTpi",
    })
    void asksForAKeyWithAProblem(String path, String authorization) throws Exception {
        // When
        HttpResponse<String> answer = call(path, authorization.equals("ADMIN") ? "Bearer " + ADMIN : authorization);

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer realm=\"promptgate\"");
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"status\":401");
    }

    private static HttpResponse<String> call(String path, String authorization)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("authorization", authorization)
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static void say(RoutingContext context) {
        Uni<SecurityIdentity> first = MECHANISMS.get(0).authenticate(context, NoProviders.INSTANCE);
        first.onItem()
                .ifNull()
                .switchTo(() -> MECHANISMS.get(1).authenticate(context, NoProviders.INSTANCE))
                .onItem()
                .ifNull()
                .fail()
                .subscribe()
                .with(
                        known -> context.end(text(Bearer.caller(known))),
                        _ -> MECHANISMS
                                .get(0)
                                .sendChallenge(context)
                                .subscribe()
                                .with(_ -> {}));
    }

    private static String text(Caller caller) {
        return caller.subject() + " " + (caller.service() ? "service" : String.valueOf(caller.everywhere()));
    }

    /** The mechanisms find callers themselves. */
    private enum NoProviders implements IdentityProviderManager {
        INSTANCE;

        @Override
        public Uni<SecurityIdentity> authenticate(AuthenticationRequest request) {
            return Uni.createFrom().failure(new UnsupportedOperationException());
        }

        @Override
        public SecurityIdentity authenticateBlocking(AuthenticationRequest request) {
            throw new UnsupportedOperationException();
        }
    }
}
