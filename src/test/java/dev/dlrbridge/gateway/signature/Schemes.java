package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.profile.ProfileFile;
import dev.dlrbridge.gateway.profile.ProfileTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Signatures as profiles describe them. */
public final class Schemes {
    private static final String PROFILE = """
        title: Test
        sendSide: Nothing.
        methods: [POST]
        signature: %s
        secrets: [%s]
        settings: [%s]
        reports: {status: form:status}
        statuses: {delivered: delivered}
        reply: {status: 200}
        """;

    private Schemes() {}

    public static Signature of(String signature, Set<String> secrets) {
        return of(signature, secrets, Set.of());
    }

    /** @param signature in YAML, on one line */
    static Signature of(String signature, Set<String> secrets, Set<String> settings) {
        String profile = PROFILE.formatted(signature, named(secrets, ", required: true"), named(settings, ""));
        ProfileFile file = new ProfileFile("test.yaml", profile.getBytes(StandardCharsets.UTF_8));
        return ProfileTemplate.readAll(List.of(file)).get(0).with(Map.of()).signature();
    }

    private static String named(Set<String> names, String more) {
        return names.stream()
                .map(name -> "{name: " + name + ", description: D" + more + "}")
                .collect(Collectors.joining(", "));
    }
}
