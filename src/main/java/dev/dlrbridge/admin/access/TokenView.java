package dev.dlrbridge.admin.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Set;

/**
 * A token as the API shows it: never the token itself.
 *
 * @param applications the only ones that it may see and change; empty: all
 * @param createdBy name of the token that made it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenView(
        String name,
        Role role,
        Set<String> applications,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        Instant revokedAt) {}
