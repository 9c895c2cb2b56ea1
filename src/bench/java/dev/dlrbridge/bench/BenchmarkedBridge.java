package dev.dlrbridge.bench;

import dev.dlrbridge.journal.PostgresRate;
import dev.dlrbridge.system.FreePort;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged bridge as a process of its own, on an embedded database of its own, with forwarding switched off. */
final class BenchmarkedBridge implements AutoCloseable {
    private static final String PORTAL = "/applications/app.bench/portals/0123456789abcdef0123456789abcdef";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final Path directory;
    private final int insidePort;
    private final int managementPort;
    private int startLog;

    private BenchmarkedBridge(Process process, Path directory, int insidePort, int managementPort) {
        this.process = process;
        this.directory = directory;
        this.insidePort = insidePort;
        this.managementPort = managementPort;
    }

    /** The system property {@code bench.jvm} may add options of its virtual machine, such as those of Flight Recorder. */
    static BenchmarkedBridge start(Path jar) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("dlr-bridge-bench");
        int port = FreePort.find();
        int insidePort = FreePort.find();
        int managementPort = FreePort.find();
        // Room for what many thousand requests a second leave behind: a collection makes hundreds of them wait.
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-Xmn256m"));
        command.addAll(Stage.addedOptions());
        command.addAll(List.of(
                "-Ddlrbridge.forwarding.enabled=false",
                "-Ddlrbridge.limits.channel-reports-per-second=10000000",
                "-Ddlrbridge.limits.portal-reports-per-second=10000000",
                "-Ddlrbridge.limits.channel-backlog=1000000000",
                "-Ddlrbridge.limits.portal-backlog=1000000000",
                "-Dquarkus.vertx.max-event-loop-execute-time=100ms",
                "-Dquarkus.vertx.warning-exception-time=100ms",
                "-Dquarkus.vertx.blocked-thread-check-interval=20ms",
                "-Ddlrbridge.database.embedded.directory=" + directory,
                "-Dquarkus.http.port=" + port,
                "-Ddlrbridge.admin.port=" + insidePort,
                "-Dquarkus.management.port=" + managementPort,
                "-jar",
                jar.toAbsolutePath().toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("bridge.log").toFile())
                .start();
        var bridge = new BenchmarkedBridge(process, directory, insidePort, managementPort);
        bridge.awaitReady();
        bridge.createPortal();
        bridge.startLog = bridge.log().length();
        return bridge;
    }

    /** @return the callback URL of a new channel */
    URI createChannel(String gateway, Map<String, String> secrets) throws IOException, InterruptedException {
        JsonObject channel = api(
                "POST",
                PORTAL + "/channels",
                new JsonObject()
                        .put("gateway", gateway)
                        .put("senderCode", gateway)
                        .put("secrets", new JsonObject(Map.copyOf(secrets))));
        return URI.create(channel.getString("callbackUrl"));
    }

    /** The bridge's own database server, for others to ask it the same. */
    PostgresRate postgres() throws IOException {
        return new PostgresRate(new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(serverPort())
                .setDatabase("dlrbridge")
                .setUser("dlrbridge")
                .setPassword(password()));
    }

    void execute(String sql) throws IOException, SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the only row. */
    String firstValue(String sql) throws IOException, SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private java.sql.Connection connect() throws IOException, SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + serverPort() + "/dlrbridge", "dlrbridge", password());
    }

    private int serverPort() throws IOException {
        return Integer.parseInt(Files.readAllLines(directory.resolve("postgres/data/postmaster.pid"))
                .get(3));
    }

    private String password() throws IOException {
        return Files.readString(directory.resolve("postgres/password")).strip();
    }

    private void createPortal() throws IOException, InterruptedException {
        api(
                "PUT",
                "/applications/app.bench",
                new JsonObject().put("clientSecret", "bench").put("title", "bench"));
        api("PUT", PORTAL + "?verify=false", portalRequest());
    }

    /** Body of the request that makes a portal, which is never called. */
    static JsonObject portalRequest() {
        return new JsonObject()
                .put("clientEndpoint", "https://portal.invalid/rest/")
                .put("accessToken", "access")
                .put("refreshToken", "refresh")
                .put("expiresAt", "2099-01-01T00:00:00Z");
    }

    /** What the process has logged so far. */
    String log() throws IOException {
        return Files.readString(directory.resolve("bridge.log"));
    }

    /** How often an event loop did not come back within 100 ms, by Vert.x's checker, since the bridge was ready. */
    long blockedThreads() throws IOException {
        return log().substring(startLog)
                .lines()
                .filter(line -> line.contains("BlockedThreadChecker") && line.contains("eventloop"))
                .count();
    }

    long pid() {
        return process.pid();
    }

    /** Calls the administration API; any other answer than a success is an {@link IllegalStateException}. */
    JsonObject api(String method, String path, JsonObject body) throws IOException, InterruptedException {
        String token = Files.readString(directory.resolve("admin-token")).strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + insidePort + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + " was answered " + response.statusCode());
        }
        return new JsonObject(response.body());
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + managementPort + "/q/health/ready"))
                .build();
        for (int tries = 0; process.isAlive() && tries < 600; tries++) {
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (java.net.ConnectException e) {
                // not listening yet
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("the bridge did not start; see " + directory.resolve("bridge.log"));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
