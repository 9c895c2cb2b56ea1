package dev.dlrbridge.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileSchemaTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(ProfileSchema.text());

    static Stream<ProfileFile> files() {
        return ProfileFiles.in(Path.of("src/main/resources/gateways")).stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldAcceptEveryProfileOfTheProgram(ProfileFile file) throws IOException {
        assertThat(SCHEMA.validate(YAML.readTree(file.content())))
                .as(file.fileName())
                .isEmpty();
        assertThat(new String(file.content(), StandardCharsets.UTF_8))
                .as("editors find the schema")
                .startsWith("# yaml-language-server: $schema=profile.schema.json\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: Jasmin                | titel: Jasmin",
                "methods: [GET, POST]         | methods: [FETCH]",
                "id: param:id                 | id: parameter:id",
                "DELIVRD: delivered           | DELIVRD: arrived",
                "status: 200                  | status: 404",
                "from: param:donedate,        | form: param:donedate,"
            })
    void shouldRefuseWhatIsWrong(String right, String wrong) throws IOException {
        // given
        ProfileFile jasmin = files().filter(file -> file.gateway().equals("jasmin"))
                .findFirst()
                .orElseThrow();
        String text = new String(jasmin.content(), StandardCharsets.UTF_8);
        assertThat(text).contains(right);

        // when
        JsonNode changed = YAML.readTree(text.replace(right, wrong));

        // then
        assertThat(SCHEMA.validate(changed)).isNotEmpty();
    }
}
