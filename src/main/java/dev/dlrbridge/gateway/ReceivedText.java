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

    /** What is meant to be UTF-8 and is not is read as {@link KnownCharsets#OF_THE_UNKNOWING}. */
    static String of(byte[] bytes, int from, int length, Charset charset) {
        String text = new String(bytes, from, length, charset);
        boolean isAsMeant = text.indexOf(REPLACEMENT) < 0
                || charset != StandardCharsets.UTF_8
                || isUtf8(ByteBuffer.wrap(bytes, from, length));
        return isAsMeant ? text : new String(bytes, from, length, KnownCharsets.OF_THE_UNKNOWING);
    }

    /** @param octets one character for each byte, as the parts of a request's first line are */
    public static String ofOctets(String octets) {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        return of(bytes, 0, bytes.length, StandardCharsets.UTF_8);
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
