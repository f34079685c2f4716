package io.promptgate.gateway.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;

/**
 * An {@code image_url}: a {@code data:} URL (RFC 2397) becomes a base64 source, an {@code https:} URL a url source
 * (Claude docs, "Images and vision").
 */
final class Image {
    private static final String URL = "url";
    private static final String DATA = "data:";
    private static final String BASE64 = ";base64";
    private static final Set<String> MEDIA_TYPES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
    /** Anthropic has one way to look at an image, its best; these ask for no other. */
    private static final Set<String> DETAILS = Set.of("auto", "high");

    private Image() {}

    static ObjectNode source(Fields image) {
        String url = image.requiredText(URL);
        String detail = image.text("detail");
        if (detail != null && !DETAILS.contains(detail)) {
            throw Refused.unsupported(image.at("detail"), "must be auto, high or left out with Anthropic");
        }
        image.refuseRest();
        if (url.regionMatches(true, 0, DATA, 0, DATA.length())) {
            return inline(url, image.at(URL));
        }
        if (!url.regionMatches(true, 0, "https://", 0, "https://".length())) {
            throw Refused.unsupported(image.at(URL), "must be a data: or https: URL with Anthropic");
        }
        return ExactJson.object().put("type", URL).put(URL, url);
    }

    private static ObjectNode inline(String url, String path) {
        int comma = url.indexOf(',');
        if (comma < 0 || comma == url.length() - 1) {
            throw Refused.invalid(path, "is a data: URL without data");
        }
        String head = url.substring(DATA.length(), comma).toLowerCase(Locale.ROOT);
        if (!head.endsWith(BASE64)) {
            throw Refused.unsupported(path, "must hold its data in base64");
        }
        String type = head.substring(0, head.length() - BASE64.length());
        if (!MEDIA_TYPES.contains(type)) {
            throw Refused.unsupported(path, "must be of type image/jpeg, image/png, image/gif or image/webp");
        }
        return ExactJson.object().put("type", "base64").put("media_type", type).put("data", url.substring(comma + 1));
    }
}
