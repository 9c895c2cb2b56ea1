package dev.dlrbridge.launch;

import dev.dlrbridge.bitrix24.TrustedAuthorities;
import dev.dlrbridge.database.EmbeddedPostgres;
import dev.dlrbridge.tenant.secret.KeysetException;
import dev.dlrbridge.tenant.secret.Keysets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/**
 * What must be known before the service boots: where the database is, and the few keys that have no safe default. With
 * the embedded database they are made once and kept beside its data; with a server they must be given.
 */
final class BridgeSettings {
    private static final String URL = "dlrbridge.database.url";
    private static final String USERNAME = "dlrbridge.database.username";
    private static final String PASSWORD = "dlrbridge.database.password";
    private static final String SERVICE_ROLE = "dlrbridge.database.service-role";
    private static final String PATIENCE = "dlrbridge.database.patience";
    private static final String DIRECTORY = "dlrbridge.database.embedded.directory";
    private static final String PUBLIC_URL = "dlrbridge.public-url";
    private static final String ADMIN_TOKEN = "dlrbridge.admin.token";
    private static final String LOGIN_LINK = "dlrbridge.admin.login-link";
    private static final String KEYSET = "dlrbridge.encryption.keyset";
    private static final String TRUSTED = "dlrbridge.bitrix24.trusted-certificates";
    private static final String PORT = "quarkus.http.port";
    /** Each port with its usual number, in the order in which they are asked. */
    private static final SortedMap<String, String> PORTS =
            new TreeMap<>(Map.of(PORT, "8080", "quarkus.management.port", "9000", "dlrbridge.admin.port", "8090"));

    /** What was an option once: whoever still sets one expects something that does not happen any more. */
    static final List<String> REMOVED = List.of(
            "dlrbridge.bitrix24.call-timeout",
            "dlrbridge.bitrix24.oauth-timeout",
            "dlrbridge.forwarding.batch",
            "dlrbridge.forwarding.calls-in-flight",
            "dlrbridge.forwarding.lanes",
            "dlrbridge.forwarding.poll",
            "dlrbridge.forwarding.take",
            "dlrbridge.intake.waiting-bytes");

    private static final String ANY_PORT = "0";
    private static final String EVENT_LOOPS = "quarkus.vertx.event-loops-pool-size";
    private static final int SHORTEST_TOKEN = 32;

    private final Config config;

    private BridgeSettings(Config config) {
        this.config = config;
    }

    /** @throws InvalidSettingsException naming every missing or unsafe key */
    static BridgeSettings load() {
        return of(StartConfig.read());
    }

    static BridgeSettings of(Config config) {
        BridgeSettings settings = new BridgeSettings(config);
        List<String> problems = settings.problems();
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return settings;
    }

    /**
     * What is known of the database alone.
     *
     * @throws InvalidSettingsException when its address is missing or malformed
     */
    static BridgeSettings ofDatabase(Config config) {
        BridgeSettings settings = new BridgeSettings(config);
        List<String> problems = new ArrayList<>();
        settings.require(problems, URL, "the embedded database is migrated by the service alone");
        settings.checkUrl(problems);
        settings.serviceRole()
                .filter(settings.value(USERNAME).orElse("")::equals)
                .ifPresent(role -> problems.add(named(SERVICE_ROLE) + " must be another role than " + named(USERNAME)));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return settings;
    }

    /** Whom the migration gives the rights that the service needs. */
    Optional<String> serviceRole() {
        return value(SERVICE_ROLE);
    }

    /** How long a database that does not answer is waited for. */
    Duration patience() {
        return config.getOptionalValue(PATIENCE, Duration.class).orElse(Duration.ofSeconds(60));
    }

    boolean hasServer() {
        return value(URL).isPresent();
    }

    /** Where the embedded database, its programs, and the secrets made at the first start lie. */
    Path directory() {
        return Path.of(value(DIRECTORY).orElse(".dlrbridge"));
    }

    /** The properties that the service needs beyond what is configured, for a database server of the operator's. */
    Map<String, String> forServer() {
        Map<String, String> properties =
                DatabaseUrl.of(value(URL).orElseThrow()).datasource();
        properties.put("quarkus.datasource.username", value(USERNAME).orElse(""));
        properties.put("quarkus.datasource.password", value(PASSWORD).orElse(""));
        return withEventLoops(properties);
    }

    /** The properties that the service needs beyond what is configured, for the embedded database. */
    Map<String, String> forEmbedded(EmbeddedPostgres database, OwnSecrets secrets) {
        Map<String, String> properties =
                DatabaseUrl.of("postgresql:" + database.address()).datasource();
        properties.put("quarkus.datasource.username", database.username());
        properties.put("quarkus.datasource.password", database.password());
        // Not "localhost": portals take no HANDLER whose host has no dot.
        putIfMissing(properties, PUBLIC_URL, () -> "http://127.0.0.1:" + port());
        putIfMissing(properties, ADMIN_TOKEN, secrets::adminToken);
        putIfMissing(properties, KEYSET, secrets::keyset);
        putIfMissing(properties, LOGIN_LINK, () -> "true");
        return withEventLoops(properties);
    }

    /** The file with the administration token that was made; none where one is configured. */
    Optional<Path> ownAdminToken(OwnSecrets secrets) {
        return value(ADMIN_TOKEN).isPresent()
                ? Optional.empty()
                : Optional.of(secrets.adminTokenFile().toAbsolutePath().normalize());
    }

    /** A report goes from its connection to the database's and back: with more loops than cores it is handed over for nothing. */
    private Map<String, String> withEventLoops(Map<String, String> properties) {
        putIfMissing(
                properties,
                EVENT_LOOPS,
                () -> Integer.toString(Runtime.getRuntime().availableProcessors()));
        return properties;
    }

    /** Nothing is made, and no secret written, in the place of what is configured. */
    private void putIfMissing(Map<String, String> properties, String key, Supplier<String> made) {
        if (value(key).isEmpty()) {
            properties.put(key, made.get());
        }
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (NativeImage.isHere()) {
            require(problems, URL, "the native executable has no embedded database");
        }
        if (hasServer()) {
            require(problems, PUBLIC_URL, "the address that gateways call");
            require(problems, ADMIN_TOKEN, "the bearer token of /api");
            require(problems, KEYSET, "made by the command keyset");
            checkUrl(problems);
        }
        value(ADMIN_TOKEN)
                .filter(token -> token.length() < SHORTEST_TOKEN)
                .ifPresent(token ->
                        problems.add(named(ADMIN_TOKEN) + " must have at least " + SHORTEST_TOKEN + " characters"));
        value(PUBLIC_URL)
                .filter(url -> !url.matches("https?://[^/?#]+(/[^?#]*)?"))
                .ifPresent(url -> problems.add(named(PUBLIC_URL) + " must be an http or https address without query"));
        value(KEYSET)
                .filter(keyset -> !isKeyset(keyset))
                .ifPresent(keyset -> problems.add(named(KEYSET) + " is not what the command keyset makes"));
        value(TRUSTED)
                .flatMap(file -> TrustedAuthorities.problem(Path.of(file)))
                .ifPresent(problem -> problems.add(named(TRUSTED) + " " + problem));
        checkPorts(problems);
        REMOVED.stream()
                .filter(key -> value(key).isPresent())
                .forEach(key -> problems.add(named(key) + " is no option any more: take it out"));
        return problems;
    }

    /** Servers on one port would share its connections in turn: each second probe and report would be answered 404. */
    private void checkPorts(List<String> problems) {
        Map<String, String> keyByPort = new HashMap<>();
        PORTS.forEach((key, usual) -> {
            String port = value(key).orElse(usual);
            String other = port.equals(ANY_PORT) ? null : keyByPort.putIfAbsent(port, key);
            if (other != null) {
                problems.add(named(key) + " must be another port than " + named(other));
            }
        });
    }

    private String port() {
        return value(PORT).orElse(PORTS.get(PORT));
    }

    private void checkUrl(List<String> problems) {
        value(URL).flatMap(DatabaseUrl::problem).ifPresent(problem -> problems.add(named(URL) + " " + problem));
    }

    /** Told at start: used only with the first secret, a wrong one would refuse every report of a ready bridge. */
    private static boolean isKeyset(String text) {
        try {
            Keysets.parse(text);
            return true;
        } catch (KeysetException e) {
            return false;
        }
    }

    private void require(List<String> problems, String key, String meaning) {
        if (value(key).isEmpty()) {
            problems.add(named(key) + " is missing: " + meaning);
        }
    }

    private Optional<String> value(String key) {
        return config.getOptionalValue(key, String.class).filter(text -> !text.isBlank());
    }

    private static String named(String key) {
        return key + " (" + key.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + ")";
    }
}
