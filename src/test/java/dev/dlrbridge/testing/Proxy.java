package dev.dlrbridge.testing;

import static org.awaitility.Awaitility.await;

import dev.dlrbridge.system.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real proxy before the bridge's outside port, with the rules of the ingress. */
public final class Proxy implements AutoCloseable {
    private final Process process;
    private final int port;

    private Proxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Empty, with a line that says so, where the program of Debian's package is not installed. */
    public static Optional<Proxy> nginx() {
        return start("nginx", "nginx.conf", "-p", ".", "-c", "nginx.conf");
    }

    /** Empty, with a line that says so, where the program of Debian's package is not installed. */
    public static Optional<Proxy> haproxy() {
        return start("haproxy", "haproxy.cfg", "-f", "haproxy.cfg");
    }

    private static Optional<Proxy> start(String name, String file, String... arguments) {
        Path program = Path.of("/usr/sbin", name);
        if (!Files.isExecutable(program)) {
            System.out.printf("SKIPPED: no %s on this machine, so that nothing is tried through it%n", program);
            return Optional.empty();
        }
        int port = FreePort.find();
        try {
            Path directory = Files.createTempDirectory(Path.of("target"), name).toAbsolutePath();
            Files.writeString(directory.resolve(file), configuration(file, port));
            Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                            .toList())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output.log").toFile())
                    .start();
            Proxy proxy = new Proxy(process, port);
            await().atMost(Duration.ofSeconds(20))
                    .failFast(name + " has ended: see " + directory, () -> !process.isAlive())
                    .until(proxy::listens);
            return Optional.of(proxy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(String file, int port) throws IOException {
        try (var resource = Proxy.class.getResourceAsStream("/proxies/" + file)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("BRIDGE", Integer.toString(Bridge.outside("").getPort()))
                    .replace("PORT", Integer.toString(port));
        }
    }

    public int port() {
        return port;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroyForcibly();
        workers.forEach(ProcessHandle::destroyForcibly);
    }
}
