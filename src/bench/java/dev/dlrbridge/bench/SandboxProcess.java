package dev.dlrbridge.bench;

import dev.dlrbridge.system.FreePort;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The sandbox as a process of its own, told what to do over its control API. */
final class SandboxProcess implements AutoCloseable {
    private static final int MOST_TRIES = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port = FreePort.find();
    private final Process process;

    SandboxProcess(Path directory) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.dlrbridge.sandbox.SandboxMain",
                        "--port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sandbox.log").toFile())
                .start();
        awaitListening();
    }

    String oauthUrl() {
        return "http://127.0.0.1:" + port + "/oauth/token/";
    }

    /** @return what the bridge must be told of the installation */
    JsonObject createPortal(String memberId, JsonObject settings) throws IOException, InterruptedException {
        JsonObject created = call("PUT", "portals/" + memberId, settings.encode());
        JsonObject installation = new JsonObject();
        for (String key : List.of("clientEndpoint", "accessToken", "refreshToken", "expiresAt", "applicationToken")) {
            installation.put(key, created.getString(key));
        }
        return installation;
    }

    void fault(String memberId, JsonObject... faults) throws IOException, InterruptedException {
        send("PUT", "portals/" + memberId + "/faults", new JsonArray(List.of(faults)).encode());
    }

    JsonObject call(String method, String path, String body) throws IOException, InterruptedException {
        String answer = send(method, path, body);
        return answer.isEmpty() ? new JsonObject() : new JsonObject(answer);
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sandbox/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(path + " was answered " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private void awaitListening() throws IOException, InterruptedException {
        for (int tries = 0; process.isAlive() && tries < MOST_TRIES; tries++) {
            try {
                call("GET", "statistics", "");
                return;
            } catch (ConnectException e) {
                TimeUnit.MILLISECONDS.sleep(100); // not listening yet
            }
        }
        throw new IllegalStateException("the sandbox did not start");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
