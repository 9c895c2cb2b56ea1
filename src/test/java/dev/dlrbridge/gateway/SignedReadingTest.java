package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is read of a signed request is signed: whoever has one may add, repeat, change, move and leave out what he likes,
 * and has either no request or the same one. What vendors leave unsigned stands in docs/gateways.md, and only that.
 */
class SignedReadingTest {
    private static final Gateways GATEWAYS = Gateways.builtIn();

    /** Who holds one of these may say what he likes. */
    private static final Set<String> CREDENTIALS = Set.of("none", "basic", "header", "parameters");

    private static final Pattern SOURCE =
            Pattern.compile("\\b(?:query|form|param|field|header|json|xml|outer|body|receipt|split):([^\\s,\\]}\"]+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([a-z0-9-]+) \\|([^|]*)\\| ([^|]+) \\| [^|]+ \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String ALL = "the report";

    /** One row of the documentation. */
    record Unsigned(String gateway, Set<String> settings, Set<String> fields) {
        boolean permits(Sample sample, Set<String> changed) {
            return sample.gateway().equals(gateway)
                    && settings(sample).containsAll(settings)
                    && (fields.contains(ALL) || fields.containsAll(changed));
        }

        private static Set<String> settings(Sample sample) {
            return sample.settings().entrySet().stream()
                    .map(setting -> setting.getKey() + ": " + setting.getValue())
                    .collect(Collectors.toSet());
        }
    }

    static Stream<Sample> signedSamples() {
        return Samples.all()
                .filter(sample -> sample.expected().path("verdict").asText().equals("authentic"))
                .filter(sample -> schemes(sample).findAny().isPresent())
                .filter(sample -> schemes(sample).noneMatch(CREDENTIALS::contains));
    }

    @ParameterizedTest
    @MethodSource("signedSamples")
    void shouldRefuseOrReadTheSameWhenSomethingElseIsAddedOrMoved(Sample sample) {
        // given
        List<Unsigned> documented = documented();
        Reading original = gateway(sample).read(sample.callback(), sample.secrets(), sample.settings());

        // when
        Map<String, Callback> requests = Tampering.each(sample.callback(), places(sample), values(sample));

        // then
        assertThat(requests).hasSizeGreaterThan(100);
        Map<String, Set<String>> believed = new TreeMap<>();
        requests.forEach((what, request) -> {
            Set<String> changed = changed(sample, original, request);
            if (!changed.isEmpty() && documented.stream().noneMatch(part -> part.permits(sample, changed))) {
                believed.put(what, changed);
            }
        });
        assertThat(believed).isEmpty();
    }

    @Test
    void shouldDocumentNothingAsUnsignedThatIsSigned() {
        // given
        Set<String> needed = new TreeSet<>();

        // when
        for (Unsigned part : documented()) {
            Set<String> changed = new HashSet<>();
            signedSamples().filter(sample -> part.permits(sample, Set.of())).forEach(sample -> {
                Reading original = gateway(sample).read(sample.callback(), sample.secrets(), sample.settings());
                Tampering.each(sample.callback(), places(sample), values(sample))
                        .values()
                        .forEach(request -> changed.addAll(changed(sample, original, request)));
            });
            boolean isNeeded =
                    part.fields().contains(ALL) ? changed.contains("status") : changed.containsAll(part.fields());
            if (isNeeded) {
                needed.add(part.gateway() + part.settings());
            }
        }

        // then
        assertThat(needed).hasSameSizeAs(documented()).isNotEmpty();
    }

    @Test
    void shouldTryEachGatewayThatSigns() {
        // given
        Set<String> signing = GATEWAYS.all().stream()
                .filter(gateway ->
                        !CREDENTIALS.containsAll(gateway.profile().signature().schemes()))
                .map(Gateway::name)
                .collect(Collectors.toCollection(TreeSet::new));

        // when
        Set<String> tried = signedSamples().map(Sample::gateway).collect(Collectors.toCollection(TreeSet::new));

        // then
        assertThat(tried).isEqualTo(signing);
    }

    /** The fields that are not as they were; none if the request is refused, or nothing of it is believed. */
    private static Set<String> changed(Sample sample, Reading original, Callback request) {
        if (!(gateway(sample).verify(request, sample.trust()) instanceof Verdict.Authentic)) {
            return Set.of();
        }
        Reading reading = gateway(sample).read(request, sample.secrets(), sample.settings());
        List<Report> before = reports(original);
        List<Report> after = reports(reading);
        if (after.isEmpty()) {
            return reading instanceof Reading.Confirmation && !reading.equals(original) ? Set.of("address") : Set.of();
        }
        if (before.size() != after.size()) {
            return Set.of("number", "status");
        }
        Set<String> changed = new TreeSet<>();
        for (int index = 0; index < before.size(); index++) {
            for (RecordComponent field : Report.class.getRecordComponents()) {
                if (!Objects.equals(value(field, before.get(index)), value(field, after.get(index)))) {
                    changed.add(field.getName());
                }
            }
        }
        return changed;
    }

    private static List<Report> reports(Reading reading) {
        List<Report> understood = reading instanceof Reading.Reports reports ? reports.reports() : List.of();
        return Stream.concat(understood.stream(), reading.unknownStatus().stream())
                .toList();
    }

    private static Object value(RecordComponent field, Report report) {
        try {
            return field.getAccessor().invoke(report);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Wherever the profile reads anything, and wherever the sample has something. */
    private static Set<String> places(Sample sample) {
        Set<String> places = new TreeSet<>(sample.settings().values());
        SOURCE.matcher(text(Path.of("src/main/resources/gateways", sample.gateway() + ".yaml")))
                .results()
                .map(source -> source.group(1))
                .forEach(places::add);
        sample.callback().query().pairs().forEach(pair -> places.add(pair.name()));
        sample.callback().form().pairs().forEach(pair -> places.add(pair.name()));
        places.addAll(Set.of("data[0]", "data[7]", "Message", "eventType"));
        return places.stream()
                .map(place -> place.replace("/*", ""))
                .filter(place -> place.matches("[A-Za-z0-9_./\\-\\[\\]]{1,60}"))
                .filter(place -> !place.endsWith("/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Another message, and what this gateway's other samples say of theirs. */
    private static Set<String> values(Sample sample) {
        Set<String> words = new TreeSet<>(Set.of("delivered", "0123456789abcdef0123456789abcdef"));
        Samples.all()
                .filter(other -> other.gateway().equals(sample.gateway()))
                .flatMap(other -> Stream.of(other.expected().path("reports").path(0)))
                .filter(report -> report.hasNonNull("rawStatus"))
                .map(report -> report.path("rawStatus").asText())
                .limit(3)
                .forEach(words::add);
        return words;
    }

    private static Stream<String> schemes(Sample sample) {
        return gateway(sample).profile().signature().ways().stream()
                .filter(way -> sample.secrets()
                        .values()
                        .keySet()
                        .containsAll(way.check().secretNames()))
                .map(way -> way.scheme());
    }

    private static List<Unsigned> documented() {
        String page = text(Path.of("docs/gateways.md"));
        String table = page.substring(page.indexOf("<!-- unsigned -->"), page.indexOf("<!-- end of unsigned -->"));
        return ROW.matcher(table)
                .results()
                .map(row -> new Unsigned(row.group(1), codes(row.group(2)), fields(row.group(3))))
                .toList();
    }

    private static Set<String> fields(String cell) {
        return cell.equals(ALL) ? Set.of(ALL) : codes(cell);
    }

    private static Set<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).collect(Collectors.toSet());
    }

    private static Gateway gateway(Sample sample) {
        return GATEWAYS.find(sample.gateway()).orElseThrow();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
