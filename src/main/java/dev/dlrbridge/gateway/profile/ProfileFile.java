package dev.dlrbridge.gateway.profile;

/** One YAML file; its name without {@code .yaml} or {@code .yml} is the gateway's. */
public record ProfileFile(String fileName, byte[] content) {
    static final String SUFFIX = ".yaml";
    private static final String SHORT_SUFFIX = ".yml";

    static boolean isNamedSo(String fileName) {
        return fileName.endsWith(SUFFIX) || fileName.endsWith(SHORT_SUFFIX);
    }

    public String gateway() {
        return fileName.substring(0, fileName.lastIndexOf('.'));
    }
}
