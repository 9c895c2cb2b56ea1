package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Report;
import java.util.regex.Pattern;

/**
 * Finds Bitrix24's MESSAGE_ID among the places where it may stand: signed content first, what anyone could have written
 * last.
 */
record MessageIds(Pattern pattern, String fromPath, String fromQuery) {

    /** What stands beside the reports is looked at once, however many they are. */
    MessageIds {
        fromPath = matching(pattern, fromPath);
        fromQuery = matching(pattern, fromQuery);
    }

    /** @return null when none of the candidates looks like a message id */
    String of(Report report) {
        String signed = matching(pattern, report.signedReference());
        if (signed != null) {
            return signed;
        }
        String inAddress = fromPath == null ? fromQuery : fromPath;
        return inAddress == null ? matching(pattern, report.unsignedReference()) : inAddress;
    }

    private static String matching(Pattern pattern, String candidate) {
        return candidate != null && pattern.matcher(candidate).matches() ? candidate : null;
    }
}
