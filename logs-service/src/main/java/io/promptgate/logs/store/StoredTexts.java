package io.promptgate.logs.store;

import io.promptgate.common.filter.Filter;
import io.promptgate.common.filter.FilterMatcher;
import io.promptgate.common.filter.KeptText;
import java.util.Objects;

/** Texts as this store keeps them, for filters that are held against its records in memory. */
public final class StoredTexts implements KeptText {
    private static final StoredTexts ALL = new StoredTexts();

    private StoredTexts() {}

    /** A filter that matches exactly the stored records that a search with it finds. */
    public static FilterMatcher matcher(Filter filter) {
        return new FilterMatcher(filter, ALL);
    }

    @Override
    public String name(String sent) {
        return Objects.requireNonNull(StoredText.cut(sent, StoredText.NAME));
    }

    @Override
    public String text(String sent) {
        return StoredText.whole(sent);
    }
}
