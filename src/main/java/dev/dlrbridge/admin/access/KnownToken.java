package dev.dlrbridge.admin.access;

import java.time.Instant;
import java.util.Set;

/**
 * A valid token, known by its SHA-256 only.
 *
 * @param applications the only ones that it may see and change; empty: all
 * @param expiresAt null: never
 */
public record KnownToken(String name, Role role, Set<String> applications, byte[] hash, Instant expiresAt) {
    @Override
    public String toString() {
        return "KnownToken[name=" + name + ", role=" + role + "]";
    }
}
