package dev.dlrbridge.tenant;

import static com.github.tomakehurst.wiremock.client.WireMock.*;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static dev.dlrbridge.tenant.TenantFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.dlrbridge.bitrix24.OAuthClients;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.secret.SecretBox;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class SecretsStayHiddenTest {
    private static final String MARK = "marked-";
    private static final String MARK_IN_HEX = HexFormat.of().formatHex(MARK.getBytes(StandardCharsets.UTF_8));
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("dev.dlrbridge"),
            Logger.getLogger("io.quarkus"),
            Logger.getLogger("io.vertx"),
            Logger.getLogger("org.hibernate.validator"),
            Logger.getLogger("org.jboss.resteasy"));

    private final TenantFixture fixture;
    private final Channels channels;
    private final Pool pool;
    private final SecretBox box;
    private final OAuthClients clients;
    private final ApplicationAlarms alarms;
    private final TenantMetrics metrics;
    private final LogLines log = new LogLines();
    private final List<Object> printed = new ArrayList<>();
    private final WireMockServer server = new WireMockServer(options().dynamicPort());

    SecretsStayHiddenTest(
            TenantFixture fixture,
            Channels channels,
            Pool pool,
            SecretBox box,
            OAuthClients clients,
            ApplicationAlarms alarms,
            TenantMetrics metrics) {
        this.fixture = fixture;
        this.channels = channels;
        this.pool = pool;
        this.box = box;
        this.clients = clients;
        this.alarms = alarms;
        this.metrics = metrics;
    }

    @BeforeEach
    void listen() {
        server.start();
        LOGGERS.forEach(logger -> {
            logger.setLevel(Level.ALL);
            logger.addHandler(log);
        });
    }

    @AfterEach
    void stopListening() {
        server.stop();
        LOGGERS.forEach(logger -> {
            logger.setLevel(null);
            logger.removeHandler(log);
        });
    }

    @Test
    void shouldShowNoSecretInLogsTextsOrColumns() {
        Tokens tokens = new Tokens(
                new TokenStore(new Statements(pool), box),
                clients.at(URI.create("http://localhost:" + server.port() + "/")),
                alarms,
                metrics,
                new RefreshLimit(),
                new Failures(new SimpleMeterRegistry()));
        Portal portal = fixture.portal();
        CreatedChannel created = ChannelsTest.create(channels, portal);
        printed.addAll(List.of(portal, created, await(channels.byKey(created.key()))));
        server.stubFor(post(anyUrl())
                .willReturn(
                        okJson("{\"access_token\": \"marked-access-2\", \"refresh_token\": \"marked-refresh-2\"}")));
        printed.add(await(tokens.refresh(portal.id(), "marked-access-1")));
        server.stubFor(post(anyUrl())
                .willReturn(okJson("{\"error\": \"invalid_grant\", \"error_description\": \"marked-description\"}")));
        printed.add(await(tokens.refresh(portal.id(), "marked-access-2")));
        printed.add(await(tokens.access(portal.id())));

        assertThat(printed.toString()).contains(portal.memberId()).doesNotContain(MARK, created.key());
        assertThat(columns())
                .contains(portal.memberId(), "A title", "provider1")
                .doesNotContain(MARK, MARK_IN_HEX, created.key(), hex(created.key()));
        assertThat(String.join("\n", log.lines)).isNotEmpty().doesNotContain(MARK, created.key());
    }

    private String columns() {
        StringBuilder text = new StringBuilder();
        for (String table : List.of("application", "portal", "channel")) {
            await(pool.query("SELECT row_to_json(t)::text FROM " + table + " t").execute())
                    .forEach(row -> text.append(row.getString(0)).append('\n'));
        }
        return text.toString();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class LogLines extends Handler {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
            lines.add(formatter.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
