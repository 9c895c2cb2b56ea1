package dev.dlrbridge.gateway;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How ids are written that are numbers to an SMSC: one answers the submission with a hexadecimal number, and has the
 * same in decimal in its receipt, or drops leading zeros there. As a key, each is a decimal number.
 */
public enum IdNotation {
    /** Texts that are compared as they are. */
    TEXT(0, 0),
    DECIMAL(10, 10),
    HEX(16, 16),
    HEX_THEN_DECIMAL(16, 10),
    DECIMAL_THEN_HEX(10, 16);

    private static final String DECIMAL_NUMBER = "[0-9]+";
    private static final String HEX_NUMBER = "(?:0[xX])?[0-9a-fA-F]+";

    private final int whenSubmitted;
    private final int whenReported;

    IdNotation(int whenSubmitted, int whenReported) {
        this.whenSubmitted = whenSubmitted;
        this.whenReported = whenReported;
    }

    public static Optional<IdNotation> named(String name) {
        return Arrays.stream(values())
                .filter(notation -> notation.word().equals(name))
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(IdNotation::word).toList();
    }

    /** An id of the answer to the submission; one that is no number stays as it is. */
    String submitted(String id) {
        return number(id, whenSubmitted);
    }

    /** An id of a report. */
    String reported(String id) {
        return number(id, whenReported);
    }

    private String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static String number(String id, int radix) {
        boolean isNumber = radix == 10 && id.matches(DECIMAL_NUMBER) || radix == 16 && id.matches(HEX_NUMBER);
        if (!isNumber) {
            return id;
        }
        String digits = id.length() > 2 && (id.charAt(1) | 0x20) == 'x' ? id.substring(2) : id;
        return new BigInteger(digits, radix).toString();
    }
}
