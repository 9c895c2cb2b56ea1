package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The header that holds a signature or credential, behind a prefix like {@code "Bearer "} if there is one.
 *
 * @param separator what stands between several signatures, each behind the prefix; empty if there is only one
 */
record SignatureHeader(Option<String> header, Option<String> prefix, String separator) {
    /** No vendor has more secrets at once; each signature costs a check. */
    static final int MOST = 10;

    static SignatureHeader of(Options options) {
        return of(options, "");
    }

    /** One that may hold several signatures, if the profile says what stands between them. */
    static SignatureHeader several(Options options) {
        return of(options, options.name("separator", ""));
    }

    private static SignatureHeader of(Options options, String separator) {
        return new SignatureHeader(
                options.required("header", SignatureHeader::name), options.optional("prefix", ""), separator);
    }

    /** The one of a scheme with several signatures in it. */
    static SignatureHeader list(String header, String separator) {
        return new SignatureHeader(Option.fixed(header), Option.fixed(""), separator);
    }

    List<String> in(Callback callback) {
        return in(callback, Map.of());
    }

    /** Each that follows the prefix, whose case does not matter; none if the header is absent or begins otherwise. */
    List<String> in(Callback callback, Map<String, String> settings) {
        String value = callback.header(header.in(settings));
        if (value == null) {
            return List.of();
        }
        String start = prefix.in(settings);
        Stream<String> parts =
                separator.isEmpty() ? Stream.of(value) : Stream.of(value.split(Pattern.quote(separator), -1));
        return parts.map(part -> separator.isEmpty() ? part : part.strip())
                .filter(part -> part.regionMatches(true, 0, start, 0, start.length()))
                .map(part -> part.substring(start.length()).strip())
                .filter(part -> !part.isEmpty())
                .limit(MOST)
                .toList();
    }

    /** The only one, for what cannot be several; null if there is none. */
    String single(Callback callback, Map<String, String> settings) {
        List<String> all = in(callback, settings);
        return all.isEmpty() ? null : all.get(0);
    }

    /** Visible ASCII, see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-field-names">RFC 9110</a>. */
    static String name(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
            throw new IllegalArgumentException("must be the name of a header");
        }
        return text;
    }
}
