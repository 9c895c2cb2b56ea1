package dev.dlrbridge.bitrix24;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Inflates what was compressed, by its first bytes: no text begins like that. */
final class Gzip {
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;

    private Gzip() {}

    /**
     * The bytes themselves if they are not compressed; null if they cannot be inflated.
     *
     * @param most no more than one byte above it is inflated
     */
    static byte[] inflated(byte[] sent, int most) {
        if (sent == null || sent.length < 2 || (sent[0] & 0xff) != FIRST || (sent[1] & 0xff) != SECOND) {
            return sent;
        }
        try (GZIPInputStream inflating = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return inflating.readNBytes(most + 1);
        } catch (IOException broken) {
            return null;
        }
    }
}
