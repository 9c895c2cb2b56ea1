package dev.dlrbridge.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every step is found by the packaged program, and none makes a working service wait, or breaks the version before. */
class MigrationFilesTest {
    private static final Path DIRECTORY = Path.of("src/main/resources/db/migration");

    /** These laid the foundation, when nothing was there that could have waited. */
    private static final int FOUNDATION = 8;

    private static final List<Pattern> FORBIDDEN = Stream.of(
                    "CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)",
                    "DROP INDEX (?!CONCURRENTLY)",
                    "\\bDROP (TABLE|COLUMN)\\b",
                    "\\bRENAME\\b",
                    "ALTER COLUMN \\w+ (SET DATA )?TYPE",
                    "SET NOT NULL",
                    "ADD COLUMN (?:(?!DEFAULT)[^,;])*NOT NULL(?:(?!DEFAULT)[^,;])*[,;]",
                    "ADD CONSTRAINT (?:(?!NOT VALID|USING INDEX)[^;])*;",
                    "\\b(LOCK TABLE|VACUUM FULL|CLUSTER)\\b",
                    "(?<!AFTER )TRUNCATE\\b")
            .map(rule -> Pattern.compile(rule, Pattern.CASE_INSENSITIVE))
            .toList();

    @Test
    void shouldKnowEveryFile() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            assertThat(MigrationFiles.NAMES)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void shouldNumberThemWithoutGaps() {
        assertThat(IntStream.rangeClosed(1, MigrationFiles.LATEST))
                .allMatch(step -> MigrationFiles.NAMES.get(step - 1).startsWith("V" + step + "__"));
    }

    @ParameterizedTest
    @MethodSource("later")
    void shouldNeitherWaitForLongNorBreakTheVersionBefore(String name) throws IOException {
        assertThat(violations(Files.readString(DIRECTORY.resolve(name)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX slow ON message (reported);",
                "CREATE UNIQUE INDEX slow ON message (reported);",
                "ALTER TABLE message DROP COLUMN reported;",
                "ALTER TABLE message RENAME COLUMN reported TO told;",
                "ALTER TABLE message ALTER COLUMN attempts TYPE bigint;",
                "ALTER TABLE message ALTER COLUMN forwarded SET NOT NULL;",
                "ALTER TABLE message ADD COLUMN colour text NOT NULL;",
                "ALTER TABLE message ADD CONSTRAINT few CHECK (attempts < 9);",
                "DO $$ BEGIN ALTER TABLE message DROP COLUMN reported; END $$;"
            })
    void shouldRefuseAStepThatWaitsForLongOrBreaksTheVersionBefore(String step) {
        assertThat(violations(step)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY quick ON message (reported);",
                "ALTER TABLE message ADD COLUMN colour text, ADD COLUMN size int NOT NULL DEFAULT 0;",
                "ALTER TABLE message ADD CONSTRAINT few CHECK (attempts < 9) NOT VALID;",
                "ALTER TABLE message DROP CONSTRAINT old, ADD CONSTRAINT new PRIMARY KEY USING INDEX quick;",
                "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE message; END $$;"
            })
    void shouldPermitAStepThatTakesAMoment(String step) {
        assertThat(violations(step)).isEmpty();
    }

    static List<String> later() {
        return MigrationFiles.NAMES.subList(FOUNDATION, MigrationFiles.NAMES.size());
    }

    private static List<String> violations(String sql) {
        // What a function does is done when it is called.
        String code = sql.replaceAll("--[^\n]*", "")
                .replaceAll("\\s+", " ")
                .replaceAll("CREATE FUNCTION [^$]*\\$\\$[^$]*\\$\\$", "");
        return FORBIDDEN.stream()
                .filter(rule -> rule.matcher(code).find())
                .map(Pattern::pattern)
                .toList();
    }
}
