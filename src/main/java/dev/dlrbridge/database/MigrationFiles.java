package dev.dlrbridge.database;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.classpath.ClassPathResource;

/** The steps of the schema, by name: a packaged program has no directory to look into. */
final class MigrationFiles implements ResourceProvider {
    static final String DIRECTORY = "db/migration";

    static final List<String> NAMES = List.of(
            "V1__tenant.sql",
            "V2__journal.sql",
            "V3__lane.sql",
            "V4__forwarding.sql",
            "V5__quarantine.sql",
            "V6__administration.sql",
            "V7__life_cycle.sql",
            "V8__erasure.sql",
            "V9__duty.sql",
            "V10__retention_indexes.sql",
            "V11__autovacuum.sql",
            "V12__channel_notices.sql",
            "V13__install_senders.sql",
            "V14__unsent.sql",
            "V15__gentle_vacuum.sql",
            "V16__admin_access.sql",
            "V17__service_role.sql",
            "V18__back_off.sql",
            "V19__turns.sql",
            "V20__webhook.sql",
            "V21__webhook_indexes.sql",
            "V22__template.sql",
            "V23__template_indexes.sql",
            "V24__application_channel.sql",
            "V25__application_channel_indexes.sql",
            "V26__finding.sql",
            "V27__statistics.sql",
            "V28__finding_indexes.sql",
            "V29__told_senders.sql",
            "V30__message_by_time.sql",
            "V31__message_key.sql",
            "V32__portal_page.sql",
            "V33__notifications.sql",
            "V34__waiting_messages.sql",
            "V35__waiting_once.sql");

    /** The number of the last step. */
    static final int LATEST = NAMES.size();

    private final List<LoadableResource> files;

    MigrationFiles(ClassLoader classLoader) {
        this.files = NAMES.stream()
                .<LoadableResource>map(name -> new ClassPathResource(
                        Location.fromPath("classpath:", DIRECTORY),
                        DIRECTORY + "/" + name,
                        classLoader,
                        StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public LoadableResource getResource(String name) {
        return files.stream()
                .filter(file -> file.getRelativePath().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return files.stream()
                .filter(file -> file.getFilename().startsWith(prefix)
                        && Arrays.stream(suffixes).anyMatch(file.getFilename()::endsWith))
                .toList();
    }
}
