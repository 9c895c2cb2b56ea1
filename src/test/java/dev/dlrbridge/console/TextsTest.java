package dev.dlrbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.console.text.AdminTexts;
import dev.dlrbridge.console.text.FrameTexts;
import dev.dlrbridge.console.text.PortalTexts;
import dev.dlrbridge.console.text.QuarantineTexts;
import dev.dlrbridge.console.text.SearchTexts;
import dev.dlrbridge.search.Found;
import dev.dlrbridge.search.NextTry.WaitsFor;
import dev.dlrbridge.tenant.sender.SenderHealth;
import dev.dlrbridge.tenant.sender.SenderState.Agreement;
import dev.dlrbridge.web.Shade;
import dev.dlrbridge.webhook.EndpointState;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text is there in every language, and every text that pages look up by a word. */
class TextsTest {
    private static final Path FILES = Path.of("src", "main", "resources", "messages");
    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");

    static List<Class<?>> bundles() {
        return List.of(FrameTexts.class, PortalTexts.class, QuarantineTexts.class, SearchTexts.class, AdminTexts.class);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void shouldSayTheSameInRussian(Class<?> bundle) throws IOException {
        // given
        String name = bundle.getAnnotation(MessageBundle.class).value();
        Properties russian = new Properties();
        try (Reader file = Files.newBufferedReader(FILES.resolve(name + "_ru.properties"))) {
            russian.load(file);
        }

        // then
        assertThat(russian.stringPropertyNames()).isEqualTo(names(bundle));
        for (Method text : bundle.getDeclaredMethods()) {
            String english = text.getAnnotation(Message.class).value();
            String translated = russian.getProperty(text.getName());
            assertThat(translated).as(text.getName()).isNotBlank();
            assertThat(parameters(translated)).as(text.getName()).isEqualTo(parameters(english));
        }
    }

    @ParameterizedTest
    @MethodSource("words")
    void shouldHaveATextForEachWord(Class<?> bundle, String subject, Set<String> words) {
        assertThat(names(bundle).stream()
                        .filter(name -> name.startsWith(subject + "_"))
                        .map(name -> name.substring(subject.length() + 1)))
                .containsAll(words);
    }

    static Stream<Arguments> words() {
        return Stream.of(
                words(PortalTexts.class, "reason", Reasons.OF_PARKING),
                words(QuarantineTexts.class, "why", Reasons.OF_REFUSALS),
                words(QuarantineTexts.class, "run", Reasons.OF_RUNS),
                words(QuarantineTexts.class, "count", Reasons.OF_RESULTS),
                words(FrameTexts.class, "status", Set.of("queued", "sent", "undelivered", "failed", "delivered")),
                words(PortalTexts.class, "state", Set.of("active", "parked", "uninstalled")),
                words(
                        PortalTexts.class,
                        "message",
                        Set.of("pending", "forwarded", "rejected", "expired", "not_understood")),
                words(QuarantineTexts.class, "outcome", Set.of("accepted", "unmatched", "quarantined", "refused")),
                words(SearchTexts.class, "kind", all(Found.Kind.values(), Found.Kind::word)),
                words(SearchTexts.class, "waits", all(WaitsFor.values(), WaitsFor::word)),
                words(SearchTexts.class, "shade", all(Shade.values(), Shade::word)),
                words(SearchTexts.class, "sender", all(SenderHealth.State.values(), SenderHealth.State::word)),
                words(SearchTexts.class, "sender", all(Agreement.values(), Agreement::word)),
                words(AdminTexts.class, "endpoint", all(EndpointState.values(), EndpointState::word)),
                words(AdminTexts.class, "delivery", Set.of("waiting", "delivered", "given_up")),
                words(FrameTexts.class, "role", Set.of("viewer", "operator", "admin")));
    }

    /** As {@code Shown.of} makes keys of them. */
    private static <T> Set<String> all(T[] values, Function<T, String> word) {
        return Arrays.stream(values)
                .map(value -> word.apply(value).replace('-', '_'))
                .collect(Collectors.toSet());
    }

    private static Arguments words(Class<?> bundle, String subject, Set<String> words) {
        return Arguments.of(bundle, subject, words);
    }

    private static Set<String> names(Class<?> bundle) {
        return Arrays.stream(bundle.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> parameters(String text) {
        return PARAMETER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }
}
