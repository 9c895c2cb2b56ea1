package dev.dlrbridge.tenant;

import java.util.Set;

/**
 * The version that a caller has seen: its change is made only while that is still the row's version.
 *
 * @param versions any of them will do; null: whatever the version is
 */
public record SeenVersion(Set<String> versions) {
    /** The caller does not mind. */
    public static final SeenVersion ANY = new SeenVersion(null);

    /** @throws ChangedMeanwhileException when the row has another version, or is not there (null) */
    public void require(String current) {
        if (versions != null && (current == null || !versions.contains(current))) {
            throw new ChangedMeanwhileException();
        }
    }
}
