package dev.dlrbridge.admin.http;

import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the gateway that a request names, or says which it may have meant. */
public final class GatewayNames {
    private static final int LONGEST = 64;

    private GatewayNames() {}

    /** @throws InvalidFieldsException when there is no such gateway */
    public static Gateway require(Gateways gateways, String name) {
        return gateways.find(name == null ? "" : name)
                .orElseThrow(
                        () -> new InvalidFieldsException(List.of(new FieldError("gateway", error(gateways, name)))));
    }

    /**
     * A filter may be absent.
     *
     * @throws InvalidFieldsException when there is no such gateway
     */
    public static void check(Gateways gateways, String name) {
        if (name != null) {
            require(gateways, name);
        }
    }

    private static String error(Gateways gateways, String name) {
        return "is not in the catalogue"
                + meant(gateways, name == null ? "" : name)
                        .map(known -> "; did you mean " + known + "?")
                        .orElse("");
    }

    /** The nearest of those that differ in a third of their letters at most, or begin in the same way. */
    private static Optional<String> meant(Gateways gateways, String name) {
        if (name.isBlank() || name.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(name);
        return gateways.names().stream()
                .filter(known -> isNear(plain, plain(known)))
                .min(Comparator.<String>comparingInt(known -> distance(plain, plain(known)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isNear(String name, String known) {
        return distance(name, known) <= Math.max(1, known.length() / 3)
                || name.length() >= 3 && (known.startsWith(name) || name.startsWith(known));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** How many letters have to be added, removed or changed. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
