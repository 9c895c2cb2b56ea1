package dev.dlrbridge.admin;

import java.time.Instant;

/**
 * A valid token, known by its SHA-256 only.
 *
 * @param expiresAt null: never
 */
record KnownToken(String name, Role role, byte[] hash, Instant expiresAt) {
    @Override
    public String toString() {
        return "KnownToken[name=" + name + ", role=" + role + "]";
    }
}
