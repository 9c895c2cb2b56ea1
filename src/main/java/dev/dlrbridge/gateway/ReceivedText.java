package dev.dlrbridge.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Bytes as the text that they were meant to be. */
public final class ReceivedText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private ReceivedText() {}

    /** Without the mark that some programs put before a text. */
    public static String of(byte[] bytes, Charset charset) {
        int from = markOf(bytes);
        String text = of(bytes, from, bytes.length - from, charset);
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** How many bytes UTF-8's byte order mark has, if there is one. */
    static int markOf(byte[] bytes) {
        boolean hasMark =
                bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        return hasMark ? 3 : 0;
    }

    /**
     * What is meant to be UTF-8 and is not is read as {@link KnownCharsets#OF_THE_UNKNOWING}. No signature covers what a
     * request says of its charset: whoever changes that must not change where a text of the signed content ends, as he
     * could if the last byte of a UTF-8 character and a backslash became one character.
     */
    static String of(byte[] bytes, int from, int length, Charset declared) {
        boolean isSafe = !KnownCharsets.mayHideSigns(declared) || !isUtf8(ByteBuffer.wrap(bytes, from, length));
        Charset charset = isSafe ? declared : StandardCharsets.UTF_8;
        String text = new String(bytes, from, length, charset);
        boolean isAsMeant = text.indexOf(REPLACEMENT) < 0
                || charset != StandardCharsets.UTF_8
                || isUtf8(ByteBuffer.wrap(bytes, from, length));
        return isAsMeant ? text : new String(bytes, from, length, KnownCharsets.OF_THE_UNKNOWING);
    }

    /** @param octets one character for each byte, as the parts of a request's first line are */
    public static String ofOctets(String octets) {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        return isAscii(bytes) ? octets : of(bytes, 0, bytes.length, StandardCharsets.UTF_8);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes are UTF-8. */
    public static boolean isUtf8(byte[] bytes) {
        return isUtf8(ByteBuffer.wrap(bytes));
    }

    private static boolean isUtf8(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
