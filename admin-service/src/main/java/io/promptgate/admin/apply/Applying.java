package io.promptgate.admin.apply;

import io.promptgate.admin.revision.Change;
import io.promptgate.common.secret.Masked;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A plan on its way: the change that its steps make, and the tokens that they mint. Not thread-safe. */
public final class Applying {
    private final Change change;
    private final Directory directory;
    private final List<NewTokenSecret> tokens = new ArrayList<>();

    Applying(Change change, Directory directory) {
        this.change = change;
        this.directory = directory;
    }

    public Change change() {
        return change;
    }

    /** Notes a token's secret for the answer. */
    public void minted(Place place, String name, Masked secret) {
        UUID project = place.owner();
        tokens.add(new NewTokenSecret(directory.name(project), project, name, place.id(), secret.reveal()));
    }

    List<NewTokenSecret> tokens() {
        return tokens;
    }
}
