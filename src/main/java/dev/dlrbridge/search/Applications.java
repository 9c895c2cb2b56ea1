package dev.dlrbridge.search;

import java.util.Set;

/** The applications that may be seen, as statements take them. */
final class Applications {
    private Applications() {}

    /** Null, which is no limit, when there are none. */
    static String[] array(Set<String> applications) {
        return applications.isEmpty() ? null : applications.toArray(String[]::new);
    }
}
