package io.promptgate.logs.store;

/** What figures are grouped by. */
public enum GroupBy {
    PROVIDER("r.provider"),
    MODEL("r.model"),
    ALIAS("r.alias"),
    TOKEN("r.token_id::text"),
    ENDPOINT("r.endpoint_slug");

    private final String column;

    GroupBy(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
