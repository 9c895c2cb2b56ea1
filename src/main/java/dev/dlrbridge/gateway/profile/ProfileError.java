package dev.dlrbridge.gateway.profile;

/**
 * What is wrong in which field (like {@code reports.status[1]}) of which file.
 *
 * @param line counted from 1; 0 if it is not known
 */
public record ProfileError(String fileName, int line, String field, String error) {
    ProfileError(String fileName, String field, String error) {
        this(fileName, 0, field, error);
    }

    @Override
    public String toString() {
        return fileName + (line == 0 ? "" : ":" + line) + ": " + field + ": " + error;
    }
}
