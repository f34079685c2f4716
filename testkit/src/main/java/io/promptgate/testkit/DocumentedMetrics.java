package io.promptgate.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics that {@code docs/metrics.md} tells of, to be held against what a service says of itself. A row is
 * {@code | `name` | type | unit | labels | meaning |} under the heading of its service; a name that ends with an
 * asterisk stands for all that begin so.
 */
public final class DocumentedMetrics {
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z0-9_*]+)` \\| (\\w+) \\|([^|]*)\\|([^|]*)\\| (.*) \\|");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)\\})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z0-9_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final String COMMON = "All services";
    private static final String LATER = "from the first one on";

    private final Map<String, Row> rows = new TreeMap<>();

    /**
     * A documented metric.
     *
     * @param later whether it is there only once there was something to count
     */
    public record Row(String name, String type, Set<String> labels, boolean later) {}

    /** Those of a service and those of all. {@code docs} is the folder of the documentation. */
    public static DocumentedMetrics of(String service, Path docs) throws IOException {
        DocumentedMetrics documented = new DocumentedMetrics();
        String heading = "";
        for (String line : Files.readAllLines(docs.resolve("metrics.md"))) {
            Matcher row = ROW.matcher(line);
            if (line.startsWith("## ")) {
                heading = line.substring(3);
            } else if (row.matches() && (service.isEmpty() || heading.equals(service) || heading.equals(COMMON))) {
                documented.add(row);
            }
        }
        return documented;
    }

    /** The names, with their asterisks. */
    public Set<String> names() {
        return rows.keySet();
    }

    /** Whether a name, as a query uses it, is documented: also by its count, sum, maximum or buckets. */
    public boolean knows(String name) {
        return rows.containsKey(name)
                || (name.endsWith("_max") && is(name.substring(0, name.length() - 4), "summary"))
                || (name.matches(".*_(count|sum|bucket)")
                        && is(name.replaceFirst("_(count|sum|bucket)$", ""), "summary"))
                || rows.keySet().stream()
                        .anyMatch(row -> row.endsWith("*") && name.startsWith(row.substring(0, row.length() - 1)));
    }

    /** Where a scrape and the documentation differ: what is not documented, of another type or label, or not there. */
    public List<String> differences(String scrape) {
        List<String> differences = new ArrayList<>();
        Map<String, String> types = new TreeMap<>();
        TYPE.matcher(scrape).results().forEach(found -> {
            String type = found.group(2);
            types.put(name(found.group(1), type), type);
        });
        Map<String, Set<String>> labels = labels(scrape);
        types.forEach((name, type) -> {
            Row row = rows.get(name);
            if (row == null) {
                if (!knows(name)) {
                    differences.add(name + " (" + type + ", labels " + labels.get(name) + ") is not documented");
                }
            } else if (!row.type().equals(type)) {
                differences.add(name + " is a " + type + ", documented as a " + row.type());
            } else if (!row.labels().equals(labels.getOrDefault(name, Set.of()))) {
                differences.add(name + " has the labels " + labels.get(name) + ", documented " + row.labels());
            }
        });
        rows.values().stream()
                .filter(row -> !row.later() && !row.name().endsWith("*") && !types.containsKey(row.name()))
                .forEach(row -> differences.add(row.name() + " is documented and not there"));
        return differences;
    }

    /** OpenMetrics says a counter's name without its end. */
    private static String name(String said, String type) {
        return type.equals("counter") && !said.endsWith("_total") ? said + "_total" : said;
    }

    private boolean is(String name, String type) {
        Row row = rows.get(name);
        return row != null && row.type().equals(type);
    }

    private void add(Matcher row) {
        Set<String> labels = new TreeSet<>();
        Pattern.compile("`([a-z_]+)`").matcher(row.group(4)).results().forEach(label -> labels.add(label.group(1)));
        rows.put(
                row.group(1),
                new Row(row.group(1), row.group(2), labels, row.group(5).contains(LATER)));
    }

    private static Map<String, Set<String>> labels(String scrape) {
        Map<String, Set<String>> all = new TreeMap<>();
        for (String line : scrape.lines().toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                String name = sample.group(1).replaceFirst("_(count|sum|bucket)$", "");
                Set<String> labels = all.computeIfAbsent(name, _ -> new TreeSet<>());
                if (sample.group(2) != null) {
                    LABEL.matcher(sample.group(2)).results().forEach(label -> labels.add(label.group(1)));
                }
            }
        }
        return all;
    }
}
