package dev.dlrbridge.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Everything that is logged while it is open: ours at the finest level, the rest as usual. */
public final class LogCapture extends Handler implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("dev.dlrbridge");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final Level before = OURS.getLevel();

    private LogCapture() {
        setLevel(Level.ALL);
    }

    public static LogCapture open() {
        LogCapture capture = new LogCapture();
        OURS.setLevel(Level.ALL);
        ROOT.addHandler(capture);
        return capture;
    }

    public Queue<String> lines() {
        return lines;
    }

    /** Those at the level of errors. */
    public Queue<String> errors() {
        return errors;
    }

    @Override
    public void publish(LogRecord logged) {
        ExtLogRecord entry = ExtLogRecord.wrap(logged);
        StringWriter text = new StringWriter();
        text.append(entry.getLoggerName()).append(' ').append(entry.getFormattedMessage());
        text.append(' ').append(String.valueOf(entry.getMdcCopy()));
        if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(new PrintWriter(text));
        }
        lines.add(text.toString());
        if (logged.getLevel().intValue() >= Level.SEVERE.intValue()) {
            errors.add(text.toString());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
        OURS.setLevel(before);
    }
}
