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
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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

    /** Before the request, on its way, and when its answer is read. */
    private static final List<Supplier<Uni<Response>>> BUGS = List.of(
            () -> {
                throw new NullPointerException("a bug");
            },
            () -> Uni.createFrom().failure(new NullPointerException("a bug")),
            () -> Uni.createFrom().nullItem());

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
            for (Supplier<Uni<Response>> bug : BUGS) {
                assertThat(calls(client, bug))
                        .isNotEmpty()
                        .allSatisfy(call -> assertThat((Object) call.await().atMost(PATIENCE))
                                .isEqualTo(new Answer.Failed<>(FailureKind.UNEXPECTED)));
            }
            assertThat(log.errors()).singleElement().asString().contains("NullPointerException", "\tat ");
        }
    }

    private List<Uni<?>> calls(Class<?> client, Supplier<Uni<Response>> bug) {
        PortalClient portals = new PortalClient(broken(PortalApi.class, bug), ADDRESSES, failures);
        OAuthClient oauth = new OAuthClient(
                broken(OAuthApi.class, bug), ADDRESSES, new OAuthGuard(), CONFIG, Clock.systemUTC(), failures);
        Map<Class<?>, List<Uni<?>>> calls = Map.of(
                PortalClient.class,
                List.of(
                        portals.update(ACCESS, List.of(new StatusUpdate("sender", "message", "sent"))),
                        portals.call(ACCESS, "profile", Map.of())),
                OAuthClient.class,
                List.of(
                        oauth.refresh(new ApplicationCredentials("client", "secret"), "refresh-token"),
                        oauth.tokenInfo(SERVER, "token")));
        return calls.get(client);
    }

    private static boolean usesRestClient(JavaClass type) {
        return type.getConstructors().stream()
                .flatMap(constructor -> constructor.getParameters().stream())
                .anyMatch(parameter -> parameter.isAnnotatedWith(RestClient.class));
    }

    private static <T> T broken(Class<T> api, Supplier<Uni<Response>> bug) {
        return api.cast(Proxy.newProxyInstance(
                api.getClassLoader(), new Class<?>[] {api}, (proxy, method, values) -> bug.get()));
    }
}
