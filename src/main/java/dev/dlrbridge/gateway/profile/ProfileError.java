package dev.dlrbridge.gateway.profile;

/** What is wrong in which field (like {@code reports.status[1]}) of which file. */
public record ProfileError(String fileName, String field, String error) {
    @Override
    public String toString() {
        return fileName + ": " + field + ": " + error;
    }
}
