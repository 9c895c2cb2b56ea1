package dev.dlrbridge.configuration;

import java.util.Locale;

/**
 * One key of the configuration.
 *
 * @param fallback default; null when the key must be given, empty when it may be absent
 * @param bounds what its annotations demand, in words; empty when nothing
 */
record ConfigurationKey(String name, String type, String fallback, String bounds, String meaning) {
    /** By <a href="https://quarkus.io/guides/config-reference#environment-variables">the usual rule</a>. */
    String environment() {
        return name.replace("<name>", "name").toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
