package io.promptgate.cli.prices;

import com.fasterxml.jackson.databind.JsonNode;

/** A problem (RFC 9457) for a person: what is wrong, and where, each on a line. */
final class Problems {
    private static final int LONGEST = 500;

    private Problems() {}

    static String text(JsonNode problem) {
        StringBuilder text = new StringBuilder();
        String detail = problem.path("detail").asText(problem.path("title").asText(""));
        if (!detail.isEmpty()) {
            text.append(": ").append(plain(detail));
        }
        if (problem.path("errors").size() > 1) {
            for (JsonNode error : problem.path("errors")) {
                text.append("\n  ")
                        .append(plain(error.path("field").asText()))
                        .append(' ')
                        .append(plain(error.path("message").asText()));
            }
        }
        return text.toString();
    }

    /** What somebody else wrote, without what a terminal would obey, and not endless. */
    static String plain(String text) {
        String shown = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\u0080-\\u009f\\u2028\\u2029]", "?");
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
    }
}
