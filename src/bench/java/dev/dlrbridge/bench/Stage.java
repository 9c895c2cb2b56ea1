package dev.dlrbridge.bench;

import dev.dlrbridge.system.AdminClient;
import dev.dlrbridge.system.BridgeProcess;
import dev.dlrbridge.system.OwnServer;
import dev.dlrbridge.system.SandboxSettings;
import dev.dlrbridge.system.Workplace;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One database server, one sandbox and one bridge, each a process of its own, all on this machine. */
final class Stage implements AutoCloseable {
    private static final String CLIENT_ID = "app.sandbox";

    /** As if reports had been accepted and nothing forwarded yet; 40 stands for delivered. */
    private static final String WAITING = """
            INSERT INTO message (portal_id, message_id, channel_id, sender_code, reported, first_seen_at, due_at)
            SELECT p.id, md5(p.id::text || g), c.id, c.sender_code, 40, now() - interval '1 hour', now()
              FROM portal p
              JOIN channel c ON c.portal_id = p.id
             CROSS JOIN generate_series(1, %d) AS g
             WHERE p.member_id LIKE '%s%%'
            """;

    private final OwnServer database;
    private final SandboxProcess sandbox;
    private final BridgeProcess bridge;
    private final AdminClient admin;
    private int portals;

    Stage(String name) throws IOException, InterruptedException {
        this(name, Stream.concat(Stream.of("-Xmx512m"), addedOptions().stream()).toList());
    }

    /** The same with other options of the bridge's virtual machine. */
    Stage(String name, List<String> virtualMachine) throws IOException, InterruptedException {
        Path directory = Workplace.fresh("bench-" + name);
        database = new OwnServer(directory.resolve("database"));
        database.start();
        sandbox = new SandboxProcess(directory);
        Map<String, String> settings = database.settings();
        settings.putAll(SandboxSettings.of(sandbox.oauthUrl()));
        bridge = new BridgeProcess(directory, settings, virtualMachine);
        bridge.startUntilReady();
        admin = new AdminClient(bridge::address, OwnServer.ADMIN_TOKEN);
        admin.register(CLIENT_ID, "sandbox-secret");
    }

    /** Of the bridge's virtual machine, such as those of Flight Recorder: the system property {@code bench.jvm}. */
    static List<String> addedOptions() {
        return Stream.of(System.getProperty("bench.jvm", "").split(" "))
                .filter(option -> !option.isBlank())
                .toList();
    }

    long bridgePid() {
        return bridge.pid();
    }

    long databasePid() {
        return database.pid();
    }

    /** Transactions so far, as the server has counted them by now. */
    long commits() throws SQLException {
        return database.number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
    }

    /** Messages that some portal has yet to be told of, but for those that are told a second time. */
    long waiting() throws SQLException {
        return database.number("SELECT count(*) FROM message WHERE due_at IS NOT NULL");
    }

    /**
     * From the first report on a message to the portal's answer, in milliseconds.
     *
     * @param since of which messages, by the database's clock
     */
    long shownWithin(double part, OffsetDateTime since) throws SQLException {
        return database.number("""
                SELECT 1000 * percentile_cont(%s) WITHIN GROUP (ORDER BY extract(epoch FROM forwarded_at - first_seen_at))
                  FROM message
                 WHERE first_seen_at >= '%s'
                """.formatted(part, since));
    }

    /** Statuses that the bridge has said a second time. */
    long confirmations() throws IOException {
        return bridge.management("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("dlrbridge_forwarding_confirmations_total"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    SandboxProcess sandbox() {
        return sandbox;
    }

    /** Makes portals, each at an address of its own, as portals have; they know every message. */
    List<StagePortal> portals(String prefix, int number, JsonObject settings) throws IOException, InterruptedException {
        List<StagePortal> made = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String memberId = prefix + i;
            JsonObject installation = sandbox.createPortal(
                    memberId, settings.copy().put("address", nextAddress()).put("autoCreate", true));
            URI callback = admin.register(CLIENT_ID, memberId, installation);
            made.add(new StagePortal(memberId, callback, sandbox));
        }
        return made;
    }

    /** Lets so many messages wait for each portal with this prefix, all becoming due at the same moment. */
    void letWait(String prefix, int messagesEach) throws SQLException {
        database.execute(WAITING.formatted(messagesEach, prefix));
        settleDown();
    }

    /** What the server does after many rows were written is not what is measured. */
    void settleDown() throws SQLException {
        database.execute("VACUUM ANALYZE message");
        database.execute("CHECKPOINT");
    }

    /** The portals with this prefix cannot be called until someone acts. */
    void park(String prefix) throws SQLException {
        database.execute("UPDATE portal SET state = 'parked', reason = 'PAYMENT_REQUIRED' WHERE member_id LIKE '%s%%'"
                .formatted(prefix));
    }

    long limitHits() throws IOException, InterruptedException {
        return sandbox.call("GET", "statistics", "").getLong("limitHits");
    }

    private String nextAddress() {
        int number = portals++;
        return "127.1.%d.%d".formatted(number / 250, number % 250 + 1);
    }

    @Override
    public void close() {
        try (database;
                sandbox;
                bridge) {
            // closed in the reverse order, whatever happens
        }
    }
}
