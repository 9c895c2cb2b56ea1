package dev.dlrbridge.trace;

import io.quarkus.logging.LoggingFilter;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Masks each line on its way out, whoever wrote it, with its fields and its failure; named in the configuration of the
 * log's handlers.
 */
@LoggingFilter(name = "masking")
public final class MaskingFilter implements Filter {
    @Override
    public boolean isLoggable(LogRecord logged) {
        maskText(logged);
        if (logged.getThrown() != null) {
            logged.setThrown(MaskedFailure.of(logged.getThrown()));
        }
        if (logged instanceof ExtLogRecord line) {
            maskFields(line);
        }
        return true;
    }

    /** A masked text has its parameters in it: nothing that is to be hidden stays beside it. */
    private static void maskText(LogRecord logged) {
        String text = ExtLogRecord.wrap(logged).getFormattedMessage();
        if (text == null || Masked.of(text).equals(text) && !isQuoted(logged.getParameters())) {
            return;
        }
        if (logged instanceof ExtLogRecord line) {
            line.setMessage(Masked.of(text), ExtLogRecord.FormatStyle.NO_FORMAT);
        } else {
            logged.setMessage(Masked.of(text));
        }
        logged.setParameters(null);
    }

    private static boolean isQuoted(Object... parameters) {
        if (parameters == null) {
            return false;
        }
        for (Object parameter : parameters) {
            String text = String.valueOf(parameter);
            if (!Masked.of(text).equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static void maskFields(ExtLogRecord line) {
        for (Map.Entry<String, String> field : line.getMdcCopy().entrySet()) {
            String masked = Masked.of(String.valueOf(field.getValue()));
            if (!masked.equals(field.getValue())) {
                line.putMdc(field.getKey(), masked);
            }
        }
        if (line.getNdc() != null) {
            line.setNdc(Masked.of(line.getNdc()));
        }
    }
}
