package dev.dlrbridge.gateway.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dlrbridge.gateway.signature.SignatureFuzzTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What fuzzing has found worth keeping, and every sample, for every gateway and every scheme. */
class FuzzCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/fuzz");
    private static final Path SAMPLES = Path.of("src/test/resources/gateways");

    @Test
    void shouldReadOrRefuseEveryInput() throws IOException {
        for (Path input : inputs("reader")) {
            byte[] content = Files.readAllBytes(input);
            assertThatCode(() -> ReaderFuzzTarget.fuzzerTestOneInput(content))
                    .as(input.toString())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void shouldRefuseEveryInputThatIsNotSigned() throws IOException {
        for (Path input : inputs("signature")) {
            byte[] content = Files.readAllBytes(input);
            assertThatCode(() -> SignatureFuzzTarget.fuzzerTestOneInput(content))
                    .as(input.toString())
                    .doesNotThrowAnyException();
        }
    }

    private static List<Path> inputs(String target) throws IOException {
        try (Stream<Path> corpus = Files.walk(CORPUS.resolve(target));
                Stream<Path> samples = Files.walk(SAMPLES)) {
            return Stream.concat(corpus, samples.filter(path -> path.toString().endsWith(".http")))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }
}
