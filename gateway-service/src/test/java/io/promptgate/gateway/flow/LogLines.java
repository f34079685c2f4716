package io.promptgate.gateway.flow;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** All that is logged from its making to its closing, at every level, with the stack traces. */
final class LogLines extends Handler implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");

    private final StringBuilder lines = new StringBuilder();
    private final Level levelBefore = ROOT.getLevel();
    private final SimpleFormatter formatter = new SimpleFormatter();

    LogLines() {
        setLevel(Level.ALL);
        ROOT.addHandler(this);
        ROOT.setLevel(Level.ALL);
    }

    synchronized String text() {
        return lines.toString();
    }

    @Override
    public synchronized void publish(LogRecord record) {
        lines.append(record.getLevel())
                .append(' ')
                .append(record.getLoggerName())
                .append(' ');
        lines.append(formatter.formatMessage(record)).append('\n');
        if (record.getThrown() != null) {
            StringWriter trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace));
            lines.append(trace);
        }
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        ROOT.setLevel(levelBefore);
        ROOT.removeHandler(this);
    }
}
