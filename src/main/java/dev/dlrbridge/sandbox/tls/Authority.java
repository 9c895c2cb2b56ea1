package dev.dlrbridge.sandbox.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A certificate authority for this sandbox alone, kept in a directory: whoever believes its certificate believes the
 * portals'. The JDK's keytool makes keys and certificates, since the JDK has no other public way to.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/keytool.html">keytool</a>
 */
public final class Authority {
    private static final String ALIAS = "authority";
    private static final String HOST_ALIAS = "host";
    /** Guards nothing: the file is for its owner alone. */
    private static final String PASSWORD = "sandbox";

    private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");
    private static final Pattern IP = Pattern.compile("\\d+(\\.\\d+){3}");

    private final Path directory;
    private final Path store;

    private Authority(Path directory) {
        this.directory = directory;
        store = directory.resolve("sandbox-ca.p12");
    }

    /** Whether the Java that runs this has what is needed; a small image may not. */
    public static boolean isPossible() {
        return Files.isExecutable(KEYTOOL);
    }

    /** The one that is kept there, or a new one. */
    public static Authority open(Path directory) {
        var authority = new Authority(directory);
        try {
            Files.createDirectories(directory);
            if (!Files.exists(authority.store)) {
                authority.make();
            }
            Files.writeString(authority.file(), authority.pem());
            return authority;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its certificate (PEM). */
    public Path file() {
        return directory.resolve("sandbox-ca.pem");
    }

    /** Ends what was made for one start only. */
    public void forget() {
        try {
            Files.deleteIfExists(file());
            Files.deleteIfExists(store);
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh key, with a certificate for these addresses and names; takes a second, so not on an event loop. */
    public KeyCertOptions certificate(Collection<String> hosts) {
        try {
            var copy = Files.createTempFile(directory, "host", ".p12");
            try {
                Files.copy(store, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                var names = hosts.stream()
                        .map(host -> (IP.matcher(host).matches() ? "ip:" : "dns:") + host)
                        .collect(Collectors.joining(","));
                keytool(copy, HOST_ALIAS, "-signer", ALIAS, "-dname", "CN=sandbox", "-ext", "san=" + names);
                var content = Buffer.buffer(Files.readAllBytes(copy));
                return new PfxOptions().setValue(content).setPassword(PASSWORD).setAlias(HOST_ALIAS);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make() throws IOException {
        var made = Files.createTempDirectory(directory, "authority").resolve("store");
        keytool(
                made,
                ALIAS,
                "-dname",
                "CN=Sandbox of DLR Bridge",
                "-ext",
                "bc:critical=ca:true",
                "-ext",
                "ku:critical=keyCertSign");
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
        Files.move(made, store);
        Files.delete(made.getParent());
    }

    private String pem() throws IOException {
        try {
            var kept = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            var text = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(kept.getCertificate(ALIAS).getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The authority cannot be read: " + store, e);
        }
    }

    private static void keytool(Path store, String alias, String... more) throws IOException {
        var command = new java.util.ArrayList<>(List.of(
                KEYTOOL.toString(), "-genkeypair", "-alias", alias, "-keystore", store.toString(), "-storetype"));
        command.addAll(List.of("PKCS12", "-storepass", PASSWORD, "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-validity", "365"));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool has made no certificate: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
