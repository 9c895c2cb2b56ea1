package dev.dlrbridge.tenant;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of {@code application}. */
@Entity
@Table(name = "application")
class ApplicationEntity extends PanacheEntityBase {
    static final String TABLE = "application";
    static final String CLIENT_SECRET = "client_secret";

    @Id
    @Column(name = "client_id")
    public String clientId;

    @Column(name = CLIENT_SECRET)
    public byte[] clientSecret;

    public String title;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    Application toApplication() {
        return new Application(clientId, title, updatedAt);
    }
}
