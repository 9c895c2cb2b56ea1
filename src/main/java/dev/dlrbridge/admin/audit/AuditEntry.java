package dev.dlrbridge.admin.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A change that somebody made, or tried to make.
 *
 * @param actor name of the token; {@code bridge} or {@code bitrix24} for what no token is behind, and
 *     {@code bitrix24:<member id>:<user id>} for a portal's user on the page there
 * @param role of the token; {@code system} for what no token is behind, {@code portal} for a portal's user
 * @param address from where it came, or the /64 of an address of version 6; null for what no token is behind
 * @param action resource and method, such as {@code channel.rotateKey}
 * @param target path and query below {@code /api/v1}
 * @param application of the portal that it was about, if it was about one; null otherwise, as the two after it
 * @param changed names of the fields that were given, never their values; null where there was none
 * @param status of the answer; null when it is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        String role,
        String address,
        String action,
        String target,
        String application,
        String memberId,
        String domain,
        String changed,
        Integer status) {}
