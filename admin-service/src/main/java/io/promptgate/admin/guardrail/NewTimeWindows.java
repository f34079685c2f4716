package io.promptgate.admin.guardrail;

import io.promptgate.admin.http.Fields;
import io.promptgate.admin.http.Names;
import io.promptgate.admin.http.Rule;
import io.promptgate.common.guard.TimeWindow;
import io.promptgate.common.guard.TimeWindows;
import io.promptgate.common.guard.Weekday;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads when calls are taken. */
final class NewTimeWindows {
    private static final int MOST = 50;
    private static final Rule TIME = Rule.matching("([01][0-9]|2[0-3]):[0-5][0-9]", "must be a time such as 08:30");
    private static final Rule ZONE =
            Rule.matching("[A-Za-z0-9_+/-]{1,50}", "must be a time zone such as Europe/Berlin");

    private NewTimeWindows() {}

    static @Nullable TimeWindows from(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        String zone = fields.text("time_zone", ZONE, "UTC");
        if (!zone.isEmpty() && !ZoneId.getAvailableZoneIds().contains(zone)) {
            fields.error("time_zone", ZONE.message());
        }
        boolean enabled = fields.flag("enabled", true);
        List<TimeWindow> windows = new ArrayList<>();
        for (Fields one : fields.objects("windows", MOST)) {
            windows.add(new TimeWindow(
                    one.choices("days", Names.all(Weekday.values()), Set.of()),
                    one.text("from", TIME),
                    one.text("to", TIME)));
            one.noMore();
        }
        if (enabled && windows.isEmpty()) {
            fields.error("windows", "must be at least one");
        }
        fields.noMore();
        return new TimeWindows(enabled, zone, windows);
    }
}
