package io.promptgate.gateway.record;

import io.promptgate.common.event.RecordCodec;
import java.io.IOException;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes lines of records, without the secrets. Off the event loops, for it costs more than all else. Thread-safe. */
final class Encoder {
    private static final Logger LOG = Logger.getLogger(Encoder.class);

    private final Drops drops;

    Encoder(Drops drops) {
        this.drops = drops;
    }

    /** Fills the lines anew; a record that cannot be written is dropped and counted. Returns what they took in memory. */
    long encode(List<Recording> batch, Lines lines) {
        lines.clear();
        long bytes = 0;
        for (Recording recording : batch) {
            bytes += recording.bytes();
            try {
                RecordCodec.write(recording.redaction().clean(recording.record()), lines);
                lines.endLine();
            } catch (IOException | RuntimeException e) {
                lines.forget();
                LOG.errorf(e, "record %s cannot be written", recording.record().id());
                drops.lost(recording.record());
            }
        }
        return bytes;
    }
}
