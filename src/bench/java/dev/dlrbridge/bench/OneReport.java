package dev.dlrbridge.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Sample;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Checks and reads a genuine request of a gateway; and only parses the same bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OneReport {
    private static final Gateways GATEWAYS = Gateways.builtIn();
    private static final Map<String, Sample> SAMPLES = samples(Sample.in(Path.of("src/test/resources/gateways")));
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    /** As in {@link #samples}. */
    @Param({})
    public String name;

    private Gateway gateway;
    private Sample sample;
    private Trust trust;
    private Map<String, String> settings;
    private Form form;
    private String parameters;

    /** In what form the report comes, what it may take at most, and what parses it and does no more. */
    enum Form {
        PARAMETERS("form", 20, "Netty's form decoder"),
        JSON("JSON", 40, "Jackson's tree"),
        XML("XML", 40, "the platform's StAX");

        final String word;
        final double mostMicroseconds;
        final String parser;

        Form(String word, double mostMicroseconds, String parser) {
            this.word = word;
            this.mostMicroseconds = mostMicroseconds;
            this.parser = parser;
        }

        static Form of(Callback request) {
            if (request.json() != null && request.json().isContainerNode()) {
                return JSON;
            }
            return request.body().length > 0 && request.body()[0] == '<' ? XML : PARAMETERS;
        }
    }

    /** By gateway and form; the signed one of fewest reports. */
    private static Map<String, Sample> samples(List<Sample> all) {
        Map<String, Sample> first = new TreeMap<>();
        all.stream()
                .filter(sample -> sample.expected().path("verdict").asText().equals("authentic"))
                .filter(sample -> !sample.expected().path("reports").isEmpty())
                .sorted(Comparator.comparing(
                                (Sample sample) -> sample.secrets().values().isEmpty())
                        .thenComparing(
                                sample -> sample.expected().path("reports").size()))
                .forEach(
                        sample -> first.putIfAbsent(sample.gateway() + ", " + Form.of(sample.callback()).word, sample));
        return first;
    }

    static String[] names() {
        return SAMPLES.keySet().toArray(String[]::new);
    }

    static Form formOf(String name) {
        return Form.of(SAMPLES.get(name).callback());
    }

    /** Asymmetric signatures cost what they cost. */
    static boolean isAsymmetric(String name) {
        return gateway(name).profile().signature().schemes().stream()
                .anyMatch(scheme -> scheme.equals("aws-sns") || scheme.equals("ed25519"));
    }

    private static Gateway gateway(String name) {
        return GATEWAYS.find(SAMPLES.get(name).gateway()).orElseThrow();
    }

    /** Refuses to measure a refusal. */
    @Setup
    public void prepare() {
        gateway = gateway(name);
        sample = SAMPLES.get(name);
        Map<URI, Optional<PublicKey>> certificates = new ConcurrentHashMap<>();
        Trust ofSample = sample.trust();
        trust = new Trust(
                ofSample.secrets(),
                ofSample.settings(),
                address -> certificates.computeIfAbsent(address, ofSample.certificates()::find),
                ofSample.now());
        settings = sample.settings();
        form = Form.of(sample.callback());
        parameters = String.join(
                "&",
                sample.callback().rawQuery() == null ? "" : sample.callback().rawQuery(),
                new String(sample.callback().body(), StandardCharsets.UTF_8));
        if (!(checkAndRead() instanceof Reading.Reports reports)
                || reports.reports().isEmpty()) {
            throw new IllegalStateException(sample + " has no reports");
        }
    }

    /** As for each request: nothing of it is decoded yet. */
    @Benchmark
    public Reading checkAndRead() {
        Callback given = sample.callback();
        Callback callback = new Callback(
                given.method(),
                given.url(),
                given.path(),
                given.rawQuery(),
                given.headers(),
                given.body(),
                given.peer());
        if (!(gateway.verify(callback, trust) instanceof Verdict.Authentic)) {
            throw new IllegalStateException(sample + " is not authentic");
        }
        return gateway.read(callback, trust.secrets(), settings);
    }

    /** The least that anybody could do. */
    @Benchmark
    public Object onlyParse() throws IOException, XMLStreamException {
        return switch (form) {
            case JSON -> JACKSON.readTree(sample.callback().body());
            case PARAMETERS -> new QueryStringDecoder(parameters, false).parameters();
            case XML -> events(new String(sample.callback().body(), StandardCharsets.UTF_8));
        };
    }

    private static int events(String text) throws XMLStreamException {
        XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(text));
        int events = 0;
        while (reader.hasNext()) {
            events += reader.next();
        }
        return events;
    }
}
