package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.FieldText;
import dev.dlrbridge.gateway.Identity;
import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Status;
import java.time.Instant;
import java.util.List;

/** The fields of one entry but its status; cleaned, and null where absent. */
record EntryFields(
        String gatewayId,
        String correlationId,
        String recipient,
        String signedReference,
        String unsignedReference,
        String errorCode,
        String errorText,
        Instant eventTime) {
    static final int CODE_LENGTH = 100;

    static EntryFields of(ReportLayout layout, Entry entry) {
        String code = FieldText.cut(FieldText.clean(ReportLayout.first(layout.errorCode(), entry)), CODE_LENGTH);
        String text = FieldText.clean(ReportLayout.first(layout.errorText(), entry));
        return new EntryFields(
                identifier(layout.id(), entry),
                identifier(layout.correlationId().isEmpty() ? layout.id() : layout.correlationId(), entry),
                identifier(layout.recipient(), entry),
                identifier(layout.signedReference(), entry),
                identifier(layout.unsignedReference(), entry.unsigned()),
                code,
                text == null && code != null ? layout.errorTexts().get(code) : text,
                layout.time(entry));
    }

    Report report(Identity identity, String rawStatus, Status status, String errorCode, String errorText) {
        return new Report(
                gatewayId,
                recipient,
                signedReference,
                unsignedReference,
                FieldText.cut(rawStatus, CODE_LENGTH),
                status,
                errorCode,
                errorText,
                eventTime,
                identity.key(correlationId, recipient));
    }

    private static String identifier(List<Source> sources, Entry entry) {
        return FieldText.identifier(ReportLayout.first(sources, entry));
    }

    /** Leaves out everything that may be a phone number. */
    @Override
    public String toString() {
        return "EntryFields[gatewayId=" + gatewayId + ", errorCode=" + errorCode + "]";
    }
}
