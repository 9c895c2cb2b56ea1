package dev.dlrbridge.fuzz;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.FieldText;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Secrets;
import java.util.Map;

/** Has every gateway read a request, and so every shape and reader: there is a result, and it is within bounds. */
public final class ReaderFuzzTarget {
    private static final Gateways GATEWAYS = Gateways.builtIn();
    private static final int LONGEST_STATUS = 100;

    private ReaderFuzzTarget() {}

    /** Called by Jazzer at first: reading the profiles takes its time when every class is instrumented. */
    public static void fuzzerInitialize() {
        GATEWAYS.all();
    }

    /** Called by Jazzer for each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        Callback callback = FuzzedRequest.of(input).callback();
        for (Gateway gateway : GATEWAYS.all()) {
            Reading reading = gateway.read(callback, Secrets.NONE, Map.of());
            if (reading == null) {
                throw new AssertionError(gateway.name() + " has no result");
            }
            if (reading instanceof Reading.Reports reports) {
                reports.reports().forEach(report -> check(gateway, report));
            }
        }
    }

    private static void check(Gateway gateway, Report report) {
        boolean bounded = isWithin(report.rawStatus(), LONGEST_STATUS)
                && isWithin(report.gatewayId(), FieldText.IDENTIFIER_LENGTH)
                && isWithin(report.recipient(), FieldText.IDENTIFIER_LENGTH)
                && isWithin(report.signedReference(), FieldText.IDENTIFIER_LENGTH)
                && isWithin(report.unsignedReference(), FieldText.IDENTIFIER_LENGTH)
                && isWithin(report.errorCode(), LONGEST_STATUS)
                && isWithin(report.errorText(), Report.ERROR_TEXT_LENGTH);
        if (!bounded || report.rawStatus() == null || report.status() == null) {
            throw new AssertionError(gateway.name() + " made a report without bounds or status");
        }
    }

    /** The database takes no NUL, and no column is endless. */
    private static boolean isWithin(String text, int length) {
        return text == null || text.length() <= length && text.indexOf(0) < 0;
    }
}
