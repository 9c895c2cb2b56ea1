package dev.dlrbridge.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A bug of ours behind a call to Bitrix24 is a failed call and one line of the log, not silence. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ClientBugsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final URI SERVER = URI.create("http://127.0.0.1:1/oauth/token/");
    private static final PortalAccess ACCESS = new PortalAccess(URI.create("http://127.0.0.1:1/rest/"), "token");
    private static final BitrixConfig CONFIG = new FixedBitrixConfig(SERVER, true);
    private static final AddressRule ADDRESSES = new AddressRule(CONFIG);

    private final Failures failures = new Failures(new SimpleMeterRegistry());

    static Stream<Class<?>> clients() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.dlrbridge").stream()
                        .filter(ClientBugsTest::usesRestClient)
                        .map(JavaClass::reflect);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void shouldFailTheCallAndLogOneErrorWhenAClientHasABug(Class<?> client) {
        try (LogCapture log = LogCapture.open()) {
            assertThat(calls().get(client)).isNotNull();

            Object first = calls().get(client).await().atMost(PATIENCE);
            Object second = calls().get(client).await().atMost(PATIENCE);

            assertThat(List.of(first, second))
                    .allMatch(result -> result.toString().contains("UNEXPECTED"));
            assertThat(log.errors()).singleElement().asString().contains("NullPointerException", "\tat ");
        }
    }

    private Map<Class<?>, Uni<?>> calls() {
        PortalClient portals = new PortalClient(broken(PortalApi.class), ADDRESSES, CONFIG, failures);
        OAuthClient oauth = new OAuthClient(broken(OAuthApi.class), ADDRESSES, CONFIG, Clock.systemUTC(), failures);
        return Map.of(
                PortalClient.class,
                portals.update(portals.guard(), ACCESS, List.of(new StatusUpdate("sender", "message", "sent"))),
                PortalMethods.class,
                new PortalMethods(broken(MethodApi.class), ADDRESSES, failures).call(ACCESS, "profile", Map.of()),
                OAuthClient.class,
                oauth.refresh(new ApplicationCredentials("client", "secret"), "refresh-token"),
                TokenInfoClient.class,
                new TokenInfoClient(broken(OAuthApi.class), ADDRESSES, CONFIG, failures).ask(SERVER, "token"));
    }

    private static boolean usesRestClient(JavaClass type) {
        return type.getConstructors().stream()
                .flatMap(constructor -> constructor.getParameters().stream())
                .anyMatch(parameter -> parameter.isAnnotatedWith(RestClient.class));
    }

    private static <T> T broken(Class<T> api) {
        return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, (proxy, method, values) -> {
            throw new NullPointerException("a bug");
        }));
    }
}
