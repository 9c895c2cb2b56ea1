package dev.dlrbridge.tenant.secret;

/** The configured keyset is missing or not one that {@link Keysets#generate()} makes; the text holds no part of it. */
public final class KeysetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeysetException() {
        super("dlrbridge.encryption.keyset is missing or is not a keyset");
    }
}
