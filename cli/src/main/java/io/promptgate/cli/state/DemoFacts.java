package io.promptgate.cli.state;

import java.util.Map;
import java.util.Optional;

/** What the demo has made, written down piece by piece as it is made. The token is shown by the API only once. */
public final class DemoFacts {
    private static final String PROJECT = "PG_UUID";
    private static final String TOKEN = "PG_TOKEN";
    private static final String COMPLETE = "COMPLETE";

    private final EnvFile file;

    public DemoFacts(EnvFile file) {
        this.file = file;
    }

    public Optional<String> project() {
        return get(PROJECT);
    }

    public Optional<String> token() {
        return get(TOKEN);
    }

    public Optional<String> credential(String provider) {
        return get("CREDENTIAL_" + provider);
    }

    /** Whether bindings and aliases were made too; from then on they are the user's. */
    public boolean complete() {
        return get(COMPLETE).isPresent();
    }

    public void keepProject(String uuid) {
        file.put(PROJECT, uuid);
    }

    public void keepToken(String token) {
        file.put(TOKEN, token);
    }

    public void keepCredential(String provider, String id) {
        file.put("CREDENTIAL_" + provider, id);
    }

    public void keepComplete() {
        file.put(COMPLETE, "true");
    }

    /** Forgets all of it: the database knows nothing of it any more. */
    public void forget() {
        file.write(Map.of());
    }

    private Optional<String> get(String name) {
        return Optional.ofNullable(file.read().get(name));
    }
}
