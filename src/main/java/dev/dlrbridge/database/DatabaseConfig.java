package dev.dlrbridge.database;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the database is. The entry point reads most of these keys before the service boots; they are mapped here so that
 * they are known, and a mistyped one is refused.
 */
@Unremovable
@ConfigMapping(prefix = "dlrbridge.database")
public interface DatabaseConfig {
    /**
     * {@code postgresql://host:port/name} of a PostgreSQL 15 or later, without a pooler of transactions between; refused
     * if {@code fsync}, {@code full_page_writes} or {@code synchronous_commit} is off. Over a network with
     * {@code ?sslmode=verify-full&sslrootcert=/path/ca.crt} behind it. None: an embedded PostgreSQL 18 is started.
     */
    Optional<String> url();

    /** Login role. */
    Optional<String> username();

    /** Its password. */
    Optional<String> password();

    /**
     * Whether the service brings the schema up to its version; otherwise it waits, not ready, until the command
     * {@code migrate} has done so.
     */
    @WithDefault("true")
    boolean migrateAtStart();

    /**
     * How long a database that does not answer at the start is waited for, by the service and by {@code migrate}; then
     * they end.
     */
    @WithDefault("60s")
    Duration patience();

    /**
     * Role that the service logs in as, where it is another than the one that migrates: the command {@code migrate} gives
     * it what the service needs, and no right to change the schema. It must be there.
     */
    Optional<String> serviceRole();

    /** The embedded database. */
    Embedded embedded();

    /** The embedded database. */
    interface Embedded {
        /** Where its data, its programs and the generated secrets lie; kept between starts. */
        @WithDefault(".dlrbridge")
        Path directory();
    }
}
