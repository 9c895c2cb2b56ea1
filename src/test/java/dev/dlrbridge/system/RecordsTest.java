package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Each operation of the API has a call that is accepted and one that is refused, whose answers are recorded. */
class RecordsTest {
    private static final Path DOCUMENT = Path.of("src", "main", "resources", "openapi.json");

    private final List<RecordedAnswer> answers = RecordedAnswer.all();

    @Test
    void shouldHaveTheAnswerToEachCall() {
        assertThat(answers)
                .extracting(RecordedAnswer::call)
                .isEqualTo(RecordedCall.all().stream().map(RecordedCall::call).toList());
    }

    @Test
    void shouldHaveAnAcceptedAndARefusedCallOfEachOperation() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String operation : operations()) {
            if (!isRecorded(operation, answer -> answer.status() < 300)) {
                missing.add("accepted: " + operation);
            }
            if (!isRecorded(operation, answer -> answer.status() >= 400)) {
                missing.add("refused: " + operation);
            }
        }

        assertThat(missing).as("not in calls.yaml, or not answered so").isEmpty();
    }

    private boolean isRecorded(String operation, Predicate<RecordedAnswer> how) {
        String pattern = operation.replaceAll("\\{[^}]*}", "[^/?]+") + "(\\?.*)?";
        return answers.stream().filter(answer -> answer.call().matches(pattern)).anyMatch(how);
    }

    private static List<String> operations() throws IOException {
        JsonNode paths = new ObjectMapper().readTree(DOCUMENT.toFile()).path("paths");
        List<String> operations = new ArrayList<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> method.getValue().has("responses"))
                        .forEach(method ->
                                operations.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(operations).isNotEmpty();
        return operations;
    }
}
