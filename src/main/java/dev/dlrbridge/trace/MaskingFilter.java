package dev.dlrbridge.trace;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/** Masks each line on its way out, whoever wrote it; named in the configuration of the log's handlers. */
@LoggingFilter(name = "masking")
public final class MaskingFilter implements Filter {
    @Override
    public boolean isLoggable(LogRecord logged) {
        ExtLogRecord line = ExtLogRecord.wrap(logged);
        String text = line.getFormattedMessage();
        String masked = text == null ? null : Masked.of(text);
        if (masked != null && !masked.equals(text) && logged instanceof ExtLogRecord ours) {
            ours.setMessage(masked, ExtLogRecord.FormatStyle.NO_FORMAT);
        }
        return true;
    }
}
