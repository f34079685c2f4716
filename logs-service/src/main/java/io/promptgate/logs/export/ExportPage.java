package io.promptgate.logs.export;

import io.promptgate.common.event.Gap;
import io.promptgate.common.event.RequestRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of an export, newest first.
 *
 * @param gaps those that began in the page's time
 */
record ExportPage(List<RequestRecord> records, List<Gap> gaps) {
    ExportPage {
        records = List.copyOf(records);
        gaps = List.copyOf(gaps);
    }

    int rows() {
        return records.size() + gaps.size();
    }

    /** The rows as text, each gap before the records that are older. */
    List<byte[]> in(Format format) {
        List<byte[]> rows = new ArrayList<>(rows());
        int told = 0;
        for (RequestRecord record : records) {
            while (told < gaps.size() && !gaps.get(told).from().isBefore(record.createdAt())) {
                rows.add(format.gap(gaps.get(told++)));
            }
            rows.add(format.record(record));
        }
        gaps.subList(told, gaps.size()).forEach(gap -> rows.add(format.gap(gap)));
        return rows;
    }
}
