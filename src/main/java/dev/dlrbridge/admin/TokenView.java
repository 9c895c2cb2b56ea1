package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A token as the API shows it: never the token itself.
 *
 * @param createdBy name of the token that made it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenView(String name, Role role, Instant createdAt, String createdBy, Instant expiresAt, Instant revokedAt) {}
