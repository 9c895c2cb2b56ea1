package dev.dlrbridge.tenant.secret;

/** A secret could not be decrypted: usually the keyset is not the one it was written with. */
public final class UnreadableSecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableSecretException(String table, String column) {
        super("The secret in " + table + "." + column + " cannot be read with the configured keyset");
    }
}
