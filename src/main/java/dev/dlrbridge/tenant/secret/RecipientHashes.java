package dev.dlrbridge.tenant.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed, shortened hashes of recipients' numbers, by which a message is found though no number is stored. Whoever has the
 * keyset can try all numbers, so that they are personal data. Each of the keyset's keys makes one of its own: what was
 * stored before a rotation is found until that key is retired.
 */
public final class RecipientHashes {
    /** Keeps none, and finds none. */
    public static final RecipientHashes NONE = new RecipientHashes(List.of());

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "dlrbridge recipient 1".getBytes(StandardCharsets.UTF_8);
    private static final int FEWEST_DIGITS = 5;
    private static final int MOST_DIGITS = 32;
    private static final int RUSSIAN_LENGTH = 11;

    /** The primary key's is the first. */
    private final List<Mac> macs;

    private RecipientHashes(List<Mac> macs) {
        this.macs = macs;
    }

    public static RecipientHashes of(Keyset keyset) {
        List<Mac> macs = new ArrayList<>();
        for (Keyset.Key key : keyset.keys()) {
            macs.add(key.id() == keyset.primaryId() ? 0 : macs.size(), mac(mac(key.bytes()).doFinal(PURPOSE)));
        }
        return new RecipientHashes(List.copyOf(macs));
    }

    /** By the primary key; null where there is no number, or too few digits to be one. */
    public Long stored(String number) {
        String digits = digits(number);
        return macs.isEmpty() || digits == null ? null : hash(macs.get(0), digits);
    }

    /** What a number may be stored as; empty where it is none. Russians write 8 for the 7 that begins a number of theirs. */
    public Long[] candidates(String number) {
        String digits = digits(number);
        if (digits == null) {
            return new Long[0];
        }
        boolean russian = digits.length() == RUSSIAN_LENGTH && digits.startsWith("8");
        return Stream.of(digits, russian ? "7" + digits.substring(1) : digits)
                .distinct()
                .flatMap(spelling -> macs.stream().map(mac -> hash(mac, spelling)))
                .toArray(Long[]::new);
    }

    /** Without what dialling abroad begins with. */
    private static String digits(String number) {
        if (number == null) {
            return null;
        }
        StringBuilder digits = new StringBuilder();
        for (int at = 0; at < number.length() && digits.length() <= MOST_DIGITS; at++) {
            char character = number.charAt(at);
            if (character >= '0' && character <= '9') {
                digits.append(character);
            }
        }
        String plain = digits.toString().replaceFirst("^00", "");
        return plain.length() < FEWEST_DIGITS || plain.length() > MOST_DIGITS ? null : plain;
    }

    /** A copy, since one that is in use is nobody else's. */
    private static long hash(Mac mac, String digits) {
        try {
            byte[] hash = ((Mac) mac.clone()).doFinal(digits.getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.wrap(hash).getLong();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's HMAC can be copied", e);
        }
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "RecipientHashes";
    }
}
