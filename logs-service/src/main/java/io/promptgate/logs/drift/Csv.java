package io.promptgate.logs.drift;

import io.promptgate.service.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Comma-separated values with a head of names (RFC 4180); a byte order mark and either end of line are taken. */
final class Csv {
    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * The rows by the names in the head, which are taken in lower case.
     *
     * @throws ProblemException 422 when a row has another number of fields than the head, or a quote is not closed
     */
    static List<Map<String, String>> rows(String text) {
        Csv csv = new Csv(text);
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> head = csv.record();
        for (int line = 2; csv.at < csv.text.length(); line++) {
            List<String> fields = csv.record();
            if (fields.size() == 1 && fields.getFirst().isEmpty()) {
                continue;
            }
            if (fields.size() != head.size()) {
                throw ProblemException.refused(
                        "Row " + line + " has " + fields.size() + " fields, the head " + head.size() + ".");
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                row.put(
                        head.get(i).strip().toLowerCase(Locale.ROOT),
                        fields.get(i).strip());
            }
            rows.add(row);
        }
        return rows;
    }

    private List<String> record() {
        List<String> fields = new ArrayList<>();
        while (true) {
            fields.add(field());
            if (at >= text.length() || text.charAt(at) != ',') {
                endOfLine();
                return fields;
            }
            at++;
        }
    }

    private String field() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != '"') {
                field.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                field.append('"');
                at++;
            } else {
                at++;
                return field.toString();
            }
        }
        throw ProblemException.refused("A quote is not closed.");
    }

    private void endOfLine() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        } else if (at < text.length() && text.charAt(at - 1) != '\r') {
            throw ProblemException.refused("Behind a closing quote there is something other than a comma.");
        }
    }
}
