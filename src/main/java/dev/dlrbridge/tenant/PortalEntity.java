package dev.dlrbridge.tenant;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Row of {@code portal}; what belongs to the refresh claim is left to {@link TokenStore}. */
@Entity
@Table(name = "portal")
class PortalEntity extends PanacheEntityBase {
    static final String TABLE = "portal";
    static final String ACCESS_TOKEN = "access_token";
    static final String REFRESH_TOKEN = "refresh_token";
    static final String PREVIOUS_ACCESS_TOKEN = "previous_access_token";
    static final String PREVIOUS_REFRESH_TOKEN = "previous_refresh_token";
    static final String APPLICATION_TOKEN = "application_token";

    @Id
    public UUID id;

    @Column(name = "client_id")
    public String clientId;

    @Column(name = "member_id")
    public String memberId;

    @Column(name = "client_endpoint")
    public String clientEndpoint;

    @Column(name = ACCESS_TOKEN)
    public byte[] accessToken;

    @Column(name = REFRESH_TOKEN)
    public byte[] refreshToken;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = APPLICATION_TOKEN)
    public byte[] applicationToken;

    /** Of whoever installed the application last; null until that is known. */
    public String language;

    public String state;

    public String reason;

    @Column(name = "parked_since")
    public Instant parkedSince;

    @Column(name = "refresh_claimed_until")
    public Instant refreshClaimedUntil;

    @Column(name = "refresh_sequence")
    public long refreshSequence;

    @Column(name = PREVIOUS_ACCESS_TOKEN)
    public byte[] previousAccessToken;

    @Column(name = PREVIOUS_REFRESH_TOKEN)
    public byte[] previousRefreshToken;

    @Column(name = "refreshed_at")
    public Instant refreshedAt;

    @Column(name = "unrenewed_since")
    public Instant unrenewedSince;

    @Column(name = "request_limit")
    public String requestLimit;

    @Column(name = "probe_at")
    public Instant probeAt;

    public int probes;

    /** By the last install that was proved. */
    @Column(name = "installed_at")
    public Instant installedAt;

    @Column(name = "set_up_due_at")
    public Instant setUpDueAt;

    @Column(name = "set_up_attempts")
    public int setUpAttempts;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    Portal toPortal() {
        return new Portal(
                id,
                clientId,
                memberId,
                URI.create(clientEndpoint),
                PortalState.of(state),
                Optional.ofNullable(reason),
                Optional.ofNullable(parkedSince),
                Optional.ofNullable(probeAt),
                RequestLimit.of(requestLimit),
                expiresAt,
                createdAt,
                updatedAt);
    }
}
