package dev.dlrbridge.portalpage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.FailureReason;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.portalpage.text.AccountTexts;
import dev.dlrbridge.portalpage.text.CustomerTexts;
import dev.dlrbridge.search.Arrivals;
import dev.dlrbridge.tenant.install.Outcome;
import dev.dlrbridge.tenant.sender.SenderHealth;
import dev.dlrbridge.web.Shade;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The page says everything in each of its languages. */
class PageTextsTest {
    private static final Path FILES = Path.of("src", "main", "resources", "messages");

    /** Words that are the same in English. */
    private static final Set<String> ALIKE =
            Set.of("de code", "de status", "pt status", "pl status", "fr messages", "fr code");

    @ParameterizedTest
    @MethodSource("bundles")
    void shouldSayTheSameInEachLanguage(Class<?> bundle, Language language) throws IOException {
        // given
        String tag = language.locale().toLanguageTag();
        Properties texts = new Properties();
        String name = bundle.getAnnotation(MessageBundle.class).value();
        try (Reader file = Files.newBufferedReader(FILES.resolve(name + "_" + tag + ".properties"))) {
            texts.load(file);
        }

        // then
        assertThat(texts.stringPropertyNames()).isEqualTo(names(bundle));
        for (Method text : bundle.getDeclaredMethods()) {
            String key = tag + " " + text.getName();
            String english = text.getAnnotation(Message.class).value();
            String translated = texts.getProperty(text.getName());
            assertThat(translated).as(key).isNotBlank().doesNotContain("{");
            assertThat(translated.equals(english)).as(key).isEqualTo(ALIKE.contains(key));
            assertThat(translated.endsWith(".")).as(key).isEqualTo(english.endsWith("."));
        }
    }

    static Stream<Arguments> bundles() {
        return Stream.of(CustomerTexts.class, AccountTexts.class)
                .flatMap(bundle -> Arrays.stream(Language.values())
                        .filter(language -> language != Language.EN)
                        .map(language -> Arguments.of(bundle, language)));
    }

    @ParameterizedTest
    @MethodSource("words")
    void shouldHaveATextForEachWord(Class<?> bundle, String subject, List<String> words) {
        assertThat(names(bundle).stream()
                        .filter(name -> name.startsWith(subject + "_"))
                        .map(name -> name.substring(subject.length() + 1)))
                .containsAll(words);
    }

    static Stream<Arguments> words() {
        return Stream.of(
                Arguments.of(CustomerTexts.class, "remedy", all(Remedy.values(), Remedy::word)),
                Arguments.of(CustomerTexts.class, "sender", all(SenderHealth.State.values(), SenderHealth.State::word)),
                Arguments.of(CustomerTexts.class, "sender", List.of("none")),
                Arguments.of(CustomerTexts.class, "status", all(Status.values(), Status::word)),
                Arguments.of(CustomerTexts.class, "shade", all(Shade.values(), Shade::word)),
                Arguments.of(CustomerTexts.class, "state", List.of("pending", "rejected", "expired")),
                Arguments.of(CustomerTexts.class, "reason", all(FailureReason.values(), FailureReason::word)),
                Arguments.of(CustomerTexts.class, "reason", List.of("provider")),
                Arguments.of(
                        CustomerTexts.class,
                        "refused",
                        all(Outcome.values(), outcome -> outcome.name().toLowerCase(Locale.ROOT)).stream()
                                .filter(word -> !word.equals("accepted"))
                                .toList()),
                Arguments.of(AccountTexts.class, "arrived", all(Arrivals.Outcome.values(), Arrivals.Outcome::word)));
    }

    @ParameterizedTest
    @CsvSource({
        "en, EN, en", "ru, RU, ru", "de, DE, de", "es, ES, es", "la, ES, es", "br, PT, pt-BR", "pt, PT, pt-BR",
        "pl, PL, pl", "fr, FR, fr", "ua, UK, uk", "uk, UK, uk", "kz, KK, kk", "kk, KK, kk", "DE, DE, de",
        "pt_BR, PT, pt-BR", "tr, EN, en", "'', EN, en"
    })
    void shouldKnowBitrix24sNamesOfLanguages(String name, Language language, String tag) {
        assertThat(Language.of(name)).isEqualTo(language);
        assertThat(language.tag()).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({
        "OPERATOR, PROVIDER",
        "INVALID_GRANT, OPEN",
        "PAYMENT_REQUIRED, PLAN",
        "METHOD_CONFIRM_WAITING, PERMIT",
        "HTTP_403, SERVER",
        "OVERLOAD_LIMIT, SUPPORT",
        "NEVER_HEARD_OF, OPEN"
    })
    void shouldSayWhoCanMendAParkedPortal(String reason, Remedy remedy) {
        assertThat(Remedy.of(reason)).isEqualTo(remedy);
    }

    private static <T> List<String> all(T[] values, Function<T, String> word) {
        return Arrays.stream(values)
                .map(value -> word.apply(value).replace('-', '_'))
                .toList();
    }

    private static Set<String> names(Class<?> bundle) {
        return Arrays.stream(bundle.getDeclaredMethods()).map(Method::getName).collect(Collectors.toSet());
    }
}
