package dev.dlrbridge.gateway.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dlrbridge.gateway.GatewayProfile.Setting;
import dev.dlrbridge.gateway.signature.Option;
import dev.dlrbridge.gateway.signature.Signature;
import dev.dlrbridge.gateway.signature.Signature.Way;
import dev.dlrbridge.gateway.signature.SignatureScheme;
import dev.dlrbridge.gateway.signature.SignatureSchemes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads how a gateway proves its requests: a scheme's name, a mapping of scheme and options, or a list of these. */
final class SignatureParser {
    private final ProfileNode root;
    private final Set<String> settings;

    SignatureParser(ProfileNode root, List<Setting> settings) {
        this.root = root;
        this.settings = settings.stream().map(Setting::name).collect(Collectors.toSet());
    }

    Signature parse() {
        List<Way> ways = root.items("signature", this::way);
        root.require("signature");
        return new Signature(ways);
    }

    private Way way(JsonNode item, String field) {
        if (item.isObject()) {
            ProfileNode node = root.mapping(item, field);
            return way(node.text("scheme"), node, field + ".scheme");
        }
        String name = root.text(item, field);
        return name == null ? null : way(name, root.mapping(JsonNodeFactory.instance.objectNode(), field), field);
    }

    private Way way(String name, ProfileNode node, String nameField) {
        Optional<SignatureSchemes.Factory> factory = SignatureSchemes.find(name);
        if (factory.isEmpty()) {
            root.error(nameField, "must be one of " + String.join(", ", new TreeSet<>(SignatureSchemes.names())));
            return null;
        }
        SchemeOptions options = new SchemeOptions(node, settings);
        SignatureScheme scheme = factory.get().create(options);
        Option<Boolean> accepted = options.optional("accepted", true, Option::isAccepted);
        node.refuseOthers();
        return new Way(name, scheme, accepted, options.fromSettings());
    }
}
