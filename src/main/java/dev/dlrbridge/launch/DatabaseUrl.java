package dev.dlrbridge.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code postgresql://host:port/name?sslmode=verify-full&sslrootcert=/ca.crt}, as <a
 * href="https://www.postgresql.org/docs/current/libpq-connect.html">libpq</a> takes it. The service's driver wants as
 * properties what the one of the migration reads from the address.
 *
 * @param address from the two slashes to the name
 * @param parameters by name
 */
record DatabaseUrl(String address, Map<String, String> parameters) {
    private static final Pattern FORM = Pattern.compile(
            "postgresql:(//[^/?\\s]+/[^/?\\s]+)(?:\\?((?:[^=&\\s]+=[^=&\\s]+)(?:&[^=&\\s]+=[^=&\\s]+)*))?");

    private static final String MODE = "sslmode";
    private static final String ROOT = "sslrootcert";
    private static final String FULL = "verify-full";

    /** Whose certificate the server has is looked at by these only. */
    private static final Set<String> VERIFYING = Set.of("verify-ca", FULL);

    private static final Set<String> MODES = Set.of("disable", "allow", "prefer", "require", "verify-ca", FULL);

    /** @throws IllegalArgumentException with what is wrong with it */
    static DatabaseUrl of(String url) {
        Matcher parts = FORM.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("must look like postgresql://host:port/name");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        if (parts.group(2) != null) {
            for (String parameter : parts.group(2).split("&")) {
                String[] pair = parameter.split("=");
                if (parameters.put(pair[0], pair[1]) != null) {
                    throw new IllegalArgumentException("must not say " + pair[0] + " twice");
                }
            }
        }
        return new DatabaseUrl(parts.group(1), Map.copyOf(parameters)).checked();
    }

    /** What is wrong with it, if anything is. */
    static Optional<String> problem(String url) {
        try {
            of(url);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }

    /** The address in the words of both drivers. */
    Map<String, String> datasource() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("quarkus.datasource.jdbc.url", "jdbc:postgresql:" + address + query(parameters));
        Map<String, String> others = new LinkedHashMap<>(parameters);
        others.keySet().removeAll(Set.of(MODE, ROOT));
        properties.put("quarkus.datasource.reactive.url", "postgresql:" + address + query(others));
        mode().ifPresent(mode -> {
            properties.put("quarkus.datasource.reactive.postgresql.ssl-mode", mode);
            // Without a root the mode says that nobody's certificate is looked at, which this driver wants to hear too.
            properties.put("quarkus.datasource.reactive.trust-all", Boolean.toString(!VERIFYING.contains(mode)));
            properties.put(
                    "quarkus.datasource.reactive.hostname-verification-algorithm",
                    mode.equals(FULL) ? "HTTPS" : "NONE");
        });
        root().ifPresent(root -> {
            properties.put("quarkus.datasource.reactive.trust-certificate-pem", "true");
            properties.put("quarkus.datasource.reactive.trust-certificate-pem.certs", root);
        });
        return properties;
    }

    private Optional<String> mode() {
        return Optional.ofNullable(parameters.get(MODE));
    }

    private Optional<String> root() {
        return Optional.ofNullable(parameters.get(ROOT));
    }

    /** What only one of the drivers would understand is refused: the other one's connections would be less safe. */
    private DatabaseUrl checked() {
        List<String> unknown = new ArrayList<>(parameters.keySet());
        unknown.removeIf(name -> !name.startsWith("ssl") || name.equals(MODE) || name.equals(ROOT));
        boolean verifies = mode().filter(VERIFYING::contains).isPresent();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("may say sslmode and sslrootcert of TLS, not " + unknown.get(0));
        }
        if (mode().isPresent() && !MODES.contains(mode().get())) {
            throw new IllegalArgumentException(
                    "must have an sslmode of disable, allow, prefer, require, verify-ca or verify-full");
        }
        if (verifies != root().isPresent()) {
            throw new IllegalArgumentException("must say sslmode=verify-full or verify-ca and sslrootcert together");
        }
        if (root().isPresent() && !Files.isReadable(Path.of(root().get()))) {
            throw new IllegalArgumentException("names a root certificate that cannot be read: " + root().get());
        }
        return this;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : "?"
                        + String.join(
                                "&",
                                parameters.entrySet().stream()
                                        .map(Map.Entry::toString)
                                        .sorted()
                                        .toList());
    }
}
