package dev.dlrbridge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fuzzing has found worth keeping, and every sample where requests are read. */
class FuzzCorpusTest {

    @ParameterizedTest
    @EnumSource
    void shouldFindNothingInWhatIsKnown(FuzzTarget target) throws IOException {
        List<Path> inputs = inputs(target);
        assertThat(inputs).hasSizeGreaterThan(5);
        for (Path input : inputs) {
            byte[] content = Files.readAllBytes(input);
            assertThatCode(() -> target.run(content)).as(input.toString()).doesNotThrowAnyException();
        }
    }

    private static List<Path> inputs(FuzzTarget target) throws IOException {
        List<Path> inputs = new ArrayList<>();
        for (Path folder : target.seeds()) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> folder.equals(target.corpus())
                                || file.toString().endsWith(".http"))
                        .sorted()
                        .forEach(inputs::add);
            }
        }
        return inputs;
    }
}
