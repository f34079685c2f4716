package io.promptgate.admin;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Collects what the service logs, down to the finest level, while the console stays as it is. */
final class LogCapture extends Handler implements AutoCloseable {
    private static final List<String> CATEGORIES =
            List.of("io.promptgate", "io.quarkus", "io.vertx", "org.flywaydb", "org.hibernate", "org.jboss.resteasy");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<Logger, @Nullable Level> levels = new LinkedHashMap<>();
    private final SimpleFormatter text = new SimpleFormatter();

    private LogCapture() {
        setLevel(Level.ALL);
    }

    static LogCapture everything() {
        LogCapture capture = new LogCapture();
        for (Handler console : Logger.getLogger("").getHandlers()) {
            console.setLevel(Level.INFO);
        }
        CATEGORIES.forEach(category -> {
            Logger logger = Logger.getLogger(category);
            capture.levels.put(logger, logger.getLevel());
            logger.setLevel(Level.ALL);
        });
        Logger.getLogger("").addHandler(capture);
        return capture;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord line) {
        StringWriter trace = new StringWriter();
        if (line.getThrown() != null) {
            line.getThrown().printStackTrace(new PrintWriter(trace));
        }
        lines.add(text.formatMessage(line) + trace);
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
        levels.forEach(Logger::setLevel);
        for (Handler console : Logger.getLogger("").getHandlers()) {
            console.setLevel(Level.ALL);
        }
    }
}
