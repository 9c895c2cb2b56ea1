package dev.dlrbridge.tenant;

import dev.dlrbridge.tenant.callback.KeyHash;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Formula;

/** Row of {@code channel}. */
@Entity
@Table(name = "channel")
class ChannelEntity extends PanacheEntityBase {
    static final String TABLE = "channel";
    static final String KEY = "key";

    @Id
    public UUID id;

    /** Null of an application's channel. */
    @Column(name = "portal_id")
    public UUID portalId;

    /** Null of a portal's channel. */
    @Column(name = "client_id")
    public String clientId;

    public String gateway;

    @Column(name = "sender_code")
    public String senderCode;

    @Column(name = "key_hash")
    public byte[] keyHash;

    @Column(name = KEY)
    public byte[] key;

    public byte[] secrets;

    /** JSON text: the driver would take a text for {@code jsonb} as a JSON string. */
    @ColumnTransformer(read = "cast(settings as text)", write = "cast(cast(? as text) as jsonb)")
    public String settings;

    /** JSON text of what the application's template gave; null for a channel that refers to none. */
    @ColumnTransformer(read = "cast(template as text)", write = "cast(cast(? as text) as jsonb)")
    public String template;

    /** Those of the template, ciphertext; null for a channel that refers to none. */
    @Formula("""
            (SELECT t.secrets
               FROM template t
               JOIN portal p ON p.client_id = t.client_id
              WHERE p.id = portal_id AND t.gateway = gateway AND template IS NOT NULL)""")
    public byte[] templateSecrets;

    @Column(name = "message_id_pattern")
    public String messageIdPattern;

    @Column(name = "created_at")
    public Instant createdAt;

    public long version;

    @Column(name = "previous_key_hash")
    public byte[] previousKeyHash;

    @Column(name = "previous_key_until")
    public Instant previousKeyUntil;

    /** Every hash by which the channel may be found. */
    List<KeyHash> keyHashes() {
        return Stream.of(keyHash, previousKeyHash)
                .filter(Objects::nonNull)
                .map(KeyHash::new)
                .toList();
    }
}
