package io.promptgate.logs.export;

import io.promptgate.common.event.Gap;
import io.promptgate.common.event.RequestRecord;

/** How an export is written. */
interface Format {
    String mediaType();

    String extension();

    /** What comes before all rows. */
    byte[] head();

    /** A row with its line's end. */
    byte[] record(RequestRecord record);

    /** The same for a gap. */
    byte[] gap(Gap gap);
}
