package io.promptgate.logs.export;

import io.promptgate.common.event.Gap;
import io.promptgate.common.event.GapCodec;
import io.promptgate.common.event.RequestRecord;
import io.promptgate.logs.search.RecordJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * One JSON object per line: a record as the list shows it, or {@code {"gap":{…}}}, as gateways send them.
 *
 * @param bodies whether the records come with their bodies
 */
record Ndjson(boolean bodies) implements Format {

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public String extension() {
        return "ndjson";
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public byte[] record(RequestRecord record) {
        byte[] json = bodies ? RecordJson.whole(record) : RecordJson.facts(record);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        for (int i = 0; i < json.length; i++) {
            // between the tokens of a body that was sent on several lines; within them JSON has no raw line end
            if (json[i] == '\n' || json[i] == '\r') {
                line[i] = ' ';
            }
        }
        line[json.length] = '\n';
        return line;
    }

    @Override
    public byte[] gap(Gap gap) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            GapCodec.write(gap, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toByteArray();
    }
}
