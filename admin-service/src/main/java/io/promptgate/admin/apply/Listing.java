package io.promptgate.admin.apply;

/**
 * Where the document lists a kind of thing, and what it calls their fields.
 *
 * @param rank the place in the document; things that others need come first
 * @param kind in words, as in {@code alias}
 * @param field the list's, as in {@code aliases}
 * @param nameField of the list's objects, the one that has the name
 * @param idField of the list's objects, the one that has the id
 * @param inProjects whether each project has such a list of its own
 */
public record Listing(int rank, String kind, String field, String nameField, String idField, boolean inProjects) {

    /** A list at the top of the document, of things with a {@code name} and an {@code id}. */
    public static Listing top(int rank, String kind, String field) {
        return new Listing(rank, kind, field, "name", "id", false);
    }

    /** A list within each project, of things with a {@code name} and an {@code id}. */
    public static Listing inProjects(int rank, String kind, String field) {
        return new Listing(rank, kind, field, "name", "id", true);
    }

    /** The same with another field for the name. */
    public Listing named(String other) {
        return new Listing(rank, kind, field, other, idField, inProjects);
    }

    /** The same with another field for the id. */
    public Listing identified(String other) {
        return new Listing(rank, kind, field, nameField, other, inProjects);
    }
}
