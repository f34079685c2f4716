package io.promptgate.admin.price;

import io.promptgate.admin.http.Page;
import io.promptgate.admin.http.Slice;
import io.promptgate.common.price.PriceKey;
import io.promptgate.service.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the prices is asked for: up to {@code limit} behind a name.
 *
 * @param provider only this one's; null = all
 */
record PricePage(@Nullable String provider, int limit, PriceKey after) {
    private static final PriceKey START = new PriceKey("", "");
    private static final char BETWEEN = '\n';

    /**
     * Reads {@code ?provider=&limit=&after=}.
     *
     * @throws ProblemException 400 when one is not of the allowed form
     */
    static PricePage of(@Nullable String provider, @Nullable String limit, @Nullable String after) {
        return new PricePage(provider, Slice.of(limit, null).limit(), after == null ? START : key(after));
    }

    /** How many rows to fetch: one more than asked for tells whether there is a next page. */
    int fetch() {
        return limit + 1;
    }

    /** Both kinds together, the operator's in place of the bundled of the same name. */
    Page<PriceView> of(List<PriceEntity> set, SortedMap<PriceKey, PriceView> bundled) {
        SortedMap<PriceKey, PriceView> rows = new TreeMap<>(bundled);
        set.forEach(entity -> rows.put(entity.key(), PriceView.of(entity)));
        List<Map.Entry<PriceKey, PriceView>> shown =
                rows.entrySet().stream().limit(limit).toList();
        String next = rows.size() > limit ? cursor(shown.getLast().getKey()) : null;
        return new Page<>(shown.stream().map(Map.Entry::getValue).toList(), next);
    }

    private static String cursor(PriceKey key) {
        byte[] bytes = (key.provider() + BETWEEN + key.model()).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static PriceKey key(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int at = text.indexOf(BETWEEN);
            if (at > 0 && text.indexOf('\0') < 0) {
                return new PriceKey(text.substring(0, at), text.substring(at + 1));
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw ProblemException.badParameter("after", "must be the next of the list's previous answer");
    }
}
