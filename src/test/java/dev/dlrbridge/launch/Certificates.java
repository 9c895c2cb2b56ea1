package dev.dlrbridge.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates of a test's own, made by the JDK's {@code keytool}. */
final class Certificates {
    private static final String PASSWORD = "of-this-test-only";

    private final Path directory;
    private final Path store;

    Certificates(Path directory) {
        this.directory = directory;
        this.store = directory.resolve("keys.p12");
    }

    /** Makes an authority, and returns its certificate. */
    Path authority(String name) {
        makeKey(name, "-ext", "bc:critical=ca:true");
        Path certificate = directory.resolve(name + ".crt");
        keytool("-exportcert", "-rfc", "-alias", name, "-file", certificate.toString());
        return certificate;
    }

    /** Makes a server's key, and returns its file. */
    Path key(String name) {
        makeKey(name);
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Key key = keys.getKey(name, PASSWORD.toCharArray());
            Path file = Files.createFile(
                    directory.resolve(name + ".key"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(
                    file,
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                            + "\n-----END PRIVATE KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has an authority certify the key for a host. */
    Path certificate(String key, String host, String authority) {
        Path request = directory.resolve(key + ".csr");
        Path certificate = directory.resolve(host + "-by-" + authority + ".crt");
        keytool("-certreq", "-alias", key, "-file", request.toString());
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                authority,
                "-ext",
                "san=dns:" + host,
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString());
        return certificate;
    }

    private void makeKey(String name, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name));
        words.addAll(List.of(more));
        keytool(words.toArray(String[]::new));
    }

    private void keytool(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        words.addAll(List.of(arguments));
        words.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(words + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
