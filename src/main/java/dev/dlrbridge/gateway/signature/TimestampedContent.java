package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a signature in a header covers, and the time stamp in it, if any.
 *
 * @param timestampHeader null if nothing limits the age of a request
 */
record TimestampedContent(
        Option<SignedContent> content,
        Option<String> timestampHeader,
        Option<Tolerance> tolerance,
        UnsignedParts unsigned) {
    private static final String CONTENT = "content";
    private static final String TIMESTAMP_HEADER = "timestampHeader";

    static TimestampedContent of(Options options) {
        Option<SignedContent> content = options.optional(CONTENT, SignedContent.of("{body}"), SignedContent::of);
        boolean hasHeader = options.has(TIMESTAMP_HEADER);
        Option<String> timestampHeader = hasHeader ? options.required(TIMESTAMP_HEADER, SignatureHeader::name) : null;
        if (content.setting() == null && content.value().hasTimestamp() != hasHeader) {
            options.error(TIMESTAMP_HEADER, "must be there where the content has {timestamp}, and only there");
        }
        return new TimestampedContent(
                content,
                timestampHeader,
                options.optional("tolerance", Tolerance.USUAL, Tolerance::of),
                UnsignedParts.of(options));
    }

    Verdict verify(Callback callback, Trust trust, Predicate<byte[]> isSigned) {
        Map<String, String> settings = trust.settings();
        String timestamp = timestampHeader == null ? null : callback.header(timestampHeader.in(settings));
        byte[] signed = content.in(settings).bytes(callback, timestamp);
        if (signed == null || timestampHeader != null && timestamp == null) {
            return Verdict.refused(Reason.SIGNATURE_MISSING);
        }
        boolean matches = isSigned.test(signed);
        return timestamp == null
                ? Verdict.ofSignature(matches)
                : tolerance.in(settings).verdict(matches, timestamp, trust.now());
    }

    Callback covered(Callback callback, Map<String, String> settings) {
        SignedContent signed = content.in(settings);
        return callback.only(
                signed.coversQuery() || unsigned.query(),
                signed.coversBody() || unsigned.body(),
                signed.coveredHeaders());
    }
}
