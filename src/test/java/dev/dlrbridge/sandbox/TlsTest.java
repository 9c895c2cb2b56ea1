package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.sandbox.portal.Endpoint;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Portals with TLS, by a certificate authority that is the sandbox's own. */
class TlsTest extends SandboxTestBase {
    @TempDir
    Path directory;

    @Test
    void shouldBeBelievedByWhoBelievesItsAuthorityAndByNobodyElse() throws Exception {
        start();
        openWithTls(MEMBER, "127.0.3.7");
        var believing = client();

        assertThat(portal.clientEndpoint().toString())
                .startsWith("https://127.0.3.7:")
                .endsWith("/rest/");
        assertThat(get(believing, portal.clientEndpoint().resolve("profile?auth=" + tokens.accessToken())))
                .isEqualTo(200);
        assertThatThrownBy(() -> get(CLIENT, portal.clientEndpoint().resolve("profile")))
                .isInstanceOf(SSLException.class);

        // another on the same listener, and the OAuth server's own address
        openWithTls("second", "acme.localhost");
        assertThat(get(believing, URI.create(sandbox.secureUrl().orElseThrow() + "rest/app.info")))
                .isEqualTo(401);

        // the same authority after a restart
        start();
        openWithTls(MEMBER, "127.0.3.7");
        assertThat(get(believing, portal.clientEndpoint().resolve("profile?auth=" + tokens.accessToken())))
                .isEqualTo(200);
        assertThat(Files.getPosixFilePermissions(directory.resolve("sandbox-ca.p12")))
                .hasSize(2);
    }

    @Test
    void shouldRefuseSuchAPortalWithoutTls() {
        var refused = control("PUT", "portals/x", "{\"address\":\"127.0.0.9\",\"endpoint\":\"https\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
    }

    private void start() {
        sandbox.close();
        sandbox = Sandbox.start(
                SandboxOptions.defaults().withClock(clock).withTls(0).withState(directory.resolve("sandbox.json")));
    }

    private void openWithTls(String member, String address) {
        open(PortalSettingsBuilder.portal(member).address(address).endpoint(Endpoint.HTTPS));
    }

    private HttpClient client() throws GeneralSecurityException, IOException {
        var believed = KeyStore.getInstance(KeyStore.getDefaultType());
        believed.load(null, null);
        try (var pem = Files.newInputStream(sandbox.authority().orElseThrow())) {
            believed.setCertificateEntry(
                    "sandbox", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(believed);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static int get(HttpClient client, URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
