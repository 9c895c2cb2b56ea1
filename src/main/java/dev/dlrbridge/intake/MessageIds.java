package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Report;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Finds Bitrix24's MESSAGE_ID among the places where it may stand: signed content first, what anyone could have written
 * last.
 */
record MessageIds(Pattern pattern, String fromPath, String fromQuery) {

    /** @return null when none of the candidates looks like a message id */
    String of(Report report) {
        return firstMatch(report.signedReference(), fromPath, fromQuery, report.unsignedReference());
    }

    private String firstMatch(String... candidates) {
        return Arrays.stream(candidates)
                .filter(Objects::nonNull)
                .filter(candidate -> pattern.matcher(candidate).matches())
                .findFirst()
                .orElse(null);
    }
}
