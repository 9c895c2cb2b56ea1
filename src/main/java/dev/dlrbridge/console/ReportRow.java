package dev.dlrbridge.console;

import dev.dlrbridge.journal.ReportView;
import java.time.Instant;

/**
 * A report as it came.
 *
 * @param status word of what it was read as; empty when the gateway's word is not understood
 * @param error the gateway's code and text; empty when it gave none
 * @param eventTime by the gateway's own clock; null when that is not known
 */
public record ReportRow(
        Instant receivedAt, String gatewayId, String rawStatus, String status, String error, Instant eventTime) {
    static ReportRow of(ReportView report) {
        return new ReportRow(
                report.receivedAt(),
                text(report.gatewayId()),
                text(report.rawStatus()),
                report.status() == null ? "" : report.status().word(),
                (text(report.errorCode()) + " " + text(report.errorText())).strip(),
                report.eventTime());
    }

    static String text(String value) {
        return value == null ? "" : value;
    }
}
