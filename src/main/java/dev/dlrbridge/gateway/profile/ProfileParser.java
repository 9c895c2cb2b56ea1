package dev.dlrbridge.gateway.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.FailureReason;
import dev.dlrbridge.gateway.GatewayProfile;
import dev.dlrbridge.gateway.GatewayProfile.Confidence;
import dev.dlrbridge.gateway.IdNotation;
import dev.dlrbridge.gateway.Identity;
import dev.dlrbridge.gateway.Reply;
import dev.dlrbridge.gateway.handshake.Handshake;
import dev.dlrbridge.gateway.handshake.Handshakes;
import dev.dlrbridge.gateway.reading.ReportReaders;
import dev.dlrbridge.gateway.reading.ReportShape;
import dev.dlrbridge.gateway.signature.Signature;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one profile; unknown keys and bad values are errors. */
final class ProfileParser {
    private static final Map<String, Confidence> CONFIDENCES =
            Map.of("high", Confidence.HIGH, "medium", Confidence.MEDIUM, "low", Confidence.LOW);
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT");

    private static final String NO_REASON = "must be one of "
            + Stream.of(FailureReason.values()).map(FailureReason::word).collect(Collectors.joining(", "));

    /** Nothing that a header could be broken with; parameters may follow. */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,100}/[A-Za-z0-9!#$&^_.+-]{1,100}( *;[ -~]{1,200})?");

    private final ProfileNode root;
    private final String gateway;

    private ProfileParser(ProfileNode root, String gateway) {
        this.root = root;
        this.gateway = gateway;
    }

    /** What the profile says; its errors are noted in the node. */
    static GatewayProfile parse(ProfileNode root, String gateway) {
        return new ProfileParser(root, gateway).parse();
    }

    private GatewayProfile parse() {
        checkName();
        String reader = nameOf("reader", ReportReaders.PROFILE, ReportReaders.names());
        List<GatewayProfile.Setting> settings = ChannelFields.settings(root);
        Signature signature = new SignatureParser(root, settings).parse();
        boolean usesLayout = ReportReaders.usesLayout(reader);
        GatewayProfile profile = new GatewayProfile(
                gateway,
                root.text("title"),
                root.texts("documentation"),
                oneOf("confidence", "low", CONFIDENCES),
                root.text("sendSide"),
                root.optionalText("retries"),
                methods(),
                mediaTypes(),
                signature,
                ChannelFields.secrets(root),
                settings,
                reader,
                root.items("handshakes", (item, field) -> handshake(item, field)),
                identity(root.mapping("identity")),
                usesLayout ? shapes() : List.of(),
                StatusesParser.parse(root.mapping("statuses")),
                errors(root.mapping("errors")),
                reply(root.mapping("reply")));
        root.refuseOthers();
        checkSecretsOfSignature(profile);
        return profile;
    }

    private List<ReportShape> shapes() {
        root.require("reports");
        return root.mappings("reports").stream()
                .map(node -> new ShapeParser(node).parse())
                .toList();
    }

    private void checkName() {
        boolean proper = !gateway.isEmpty()
                && gateway.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
        if (!proper) {
            root.error("(file name)", "must be of lower-case letters, digits and hyphens");
        }
    }

    private Set<String> methods() {
        Set<String> methods = new TreeSet<>(root.texts("methods"));
        if (methods.isEmpty() || !METHODS.containsAll(methods)) {
            root.error("methods", "must be one or more of GET, POST, PUT");
        }
        return Set.copyOf(methods);
    }

    private Set<String> mediaTypes() {
        Set<String> mediaTypes = Set.copyOf(new TreeSet<>(root.texts("mediaTypes")));
        for (String mediaType : mediaTypes) {
            if (mediaType.indexOf('/') < 1
                    || mediaType.indexOf(';') >= 0
                    || !mediaType.equals(mediaType.toLowerCase(Locale.ROOT))) {
                root.error("mediaTypes", "must be type/subtype in lower case, without parameters");
            }
        }
        return mediaTypes;
    }

    private static Identity identity(ProfileNode node) {
        String ids = node.optionalText("ids");
        Optional<IdNotation> notation = IdNotation.named(ids == null ? "text" : ids);
        if (notation.isEmpty()) {
            node.error("ids", "must be one of " + String.join(", ", IdNotation.names()));
        }
        Identity identity = new Identity(
                node.flag("recipient"),
                node.flag("ignoreCase"),
                node.optionalText("partAfter"),
                notation.orElse(IdNotation.TEXT));
        node.refuseOthers();
        return identity;
    }

    private static Map<String, FailureReason> errors(ProfileNode node) {
        Map<String, FailureReason> errors = new HashMap<>();
        for (String code : node.keys()) {
            FailureReason.ofWord(node.text(code))
                    .ifPresentOrElse(reason -> errors.put(code, reason), () -> node.error(code, NO_REASON));
        }
        return Map.copyOf(errors);
    }

    private static Reply reply(ProfileNode node) {
        OptionalInt status = node.number("status");
        if (status.isPresent() && status.getAsInt() / 100 != 2) {
            node.error("status", "must be between 200 and 299");
        }
        String contentType = node.optionalText("contentType");
        String body = node.optionalText("body");
        if (body == null != (contentType == null)) {
            node.error("contentType", "must be there with body and not without");
        }
        if (contentType != null && !MEDIA_TYPE.matcher(contentType).matches()) {
            node.error("contentType", "must be a media type like text/plain");
        }
        node.refuseOthers();
        return new Reply(status.orElse(0), contentType, body);
    }

    private Handshake handshake(JsonNode item, String field) {
        String name = root.text(item, field);
        Optional<Handshake> handshake = name == null ? Optional.empty() : Handshakes.find(name);
        if (name != null && handshake.isEmpty()) {
            root.error(field, "must be one of " + String.join(", ", new TreeSet<>(Handshakes.names())));
        }
        return handshake.orElse(null);
    }

    private void checkSecretsOfSignature(GatewayProfile profile) {
        Set<String> declared = new TreeSet<>();
        profile.secrets().forEach(secret -> declared.add(secret.name()));
        Set<String> needed = profile.signature().secretNames();
        if (!profile.signature().ways().isEmpty() && !declared.equals(needed)) {
            root.error("secrets", "must be those of the signature: " + needed);
        }
    }

    private <T> T oneOf(String key, String absent, Map<String, T> values) {
        return values.get(nameOf(key, absent, values.keySet()));
    }

    /** One of the names; the name for absent if there is none, an error if that is none of them. */
    private String nameOf(String key, String absent, Set<String> names) {
        String name = root.optionalText(key);
        if (!names.contains(name == null ? absent : name)) {
            root.error(key, "must be one of " + String.join(", ", new TreeSet<>(names)));
        }
        return name == null ? absent : name;
    }
}
