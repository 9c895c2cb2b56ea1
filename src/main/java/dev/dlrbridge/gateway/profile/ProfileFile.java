package dev.dlrbridge.gateway.profile;

/** One YAML file; its name without {@code .yaml} is the gateway's. */
public record ProfileFile(String fileName, byte[] content) {
    static final String SUFFIX = ".yaml";

    public String gateway() {
        return fileName.substring(0, fileName.length() - SUFFIX.length());
    }
}
