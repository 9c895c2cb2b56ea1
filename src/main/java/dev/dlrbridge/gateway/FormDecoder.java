package dev.dlrbridge.gateway;

import java.nio.charset.Charset;

/** Walks over URL-encoded pairs without throwing on anything. */
final class FormDecoder {
    private final byte[] form;
    private final Charset charset;
    private int at;

    FormDecoder(byte[] form, Charset charset) {
        this.form = form;
        this.charset = charset;
        this.at = ReceivedText.markOf(form); // it would be a part of the first name
    }

    /** The next pair, or null at the end; empty stretches between two ampersands are skipped. */
    Parameters.Parameter next() {
        while (at < form.length && form[at] == '&') {
            at++;
        }
        if (at >= form.length) {
            return null;
        }
        int end = indexOf('&', at, form.length);
        int equals = indexOf('=', at, end);
        String name = decoded(at, equals);
        String value = equals < end ? decoded(equals + 1, end) : "";
        at = end;
        return new Parameters.Parameter(name, value);
    }

    private int indexOf(char wanted, int from, int end) {
        int index = from;
        while (index < end && form[index] != wanted) {
            index++;
        }
        return index;
    }

    private String decoded(int from, int end) {
        byte[] bytes = new byte[end - from];
        int length = 0;
        for (int index = from; index < end; index++) {
            byte octet = form[index];
            if (octet == '%' && index + 2 < end && isHex(form[index + 1]) && isHex(form[index + 2])) {
                bytes[length++] =
                        (byte) (Character.digit(form[index + 1], 16) << 4 | Character.digit(form[index + 2], 16));
                index += 2;
            } else {
                bytes[length++] = octet == '+' ? (byte) ' ' : octet;
            }
        }
        return ReceivedText.of(bytes, 0, length, charset);
    }

    private static boolean isHex(byte octet) {
        return Character.digit(octet, 16) >= 0;
    }

    /**
     * What shows that a body is no form: the first of its characters where a form's name would have it encoded, as all but
     * the bracket; a hyphen for the two that begin a multipart form; a space for none of these.
     */
    static char firstSign(byte... body) {
        int at = 0;
        while (at < body.length && (body[at] < 0 || body[at] <= ' ')) {
            at++; // a byte order mark, too
        }
        char first = at < body.length ? (char) body[at] : ' ';
        boolean isOneHyphen = first == '-' && (at + 1 == body.length || body[at + 1] != '-');
        return isOneHyphen ? ' ' : first;
    }
}
