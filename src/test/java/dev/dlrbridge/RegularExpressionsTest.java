package dev.dlrbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No regular expression of the program can be kept busy by what a stranger sends: the characters it looks at are
 * counted while it is given texts that nearly match.
 */
class RegularExpressionsTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final int LENGTH = 2_000;

    /** A quadratic search of the text looks at half its square; an exponential one would not end. */
    private static final long MOST_CHARACTERS = 20L * LENGTH * LENGTH;

    static Stream<String> expressions() throws IOException {
        return CompiledExpressions.in(CLASSES).stream();
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void shouldNotLookAtTooManyCharacters(String expression) {
        assertThat(mostCharacters(Pattern.compile(expression))).isLessThan(MOST_CHARACTERS);
    }

    @Test
    void shouldNoticeExponentialExpressions() {
        assertThatThrownBy(() -> mostCharacters(Pattern.compile("(.*a){12}b"))).isInstanceOf(TooManyCharacters.class);
    }

    @Test
    void shouldFindTheExpressionsOfTheProgram() throws IOException {
        assertThat(expressions())
                .as("in an annotation, given to Pattern, joined of constants, and given on by way of a record")
                .contains("[A-Za-z0-9._-]{1,64}", "[0-9a-f]{32}", "(?=.*\\S)\\P{Cntrl}{1,200}")
                .anyMatch(expression -> expression.startsWith("(?:") && expression.endsWith("){1,20}"));
    }

    /** Each character or pair that the expression itself has, again and again, and then something that does not fit. */
    private static long mostCharacters(Pattern pattern) {
        long most = 0;
        String alphabet = pattern.pattern() + "aA0x-. ";
        for (int first = 0; first < alphabet.length(); first++) {
            for (String second : new String[] {"", alphabet.substring(first, first + 1), "a", "0", "-", "."}) {
                String pumped = (alphabet.charAt(first) + second).repeat(LENGTH / (1 + second.length())) + "\0";
                most = Math.max(most, characters(pattern, pumped));
            }
        }
        return most;
    }

    private static long characters(Pattern pattern, String text) {
        CountedText counted = new CountedText(text);
        try {
            pattern.matcher(counted).matches();
            pattern.matcher(counted).find();
        } catch (StackOverflowError e) {
            throw new TooManyCharacters();
        }
        return counted.looked;
    }

    private static final class CountedText implements CharSequence {
        private final String text;
        private long looked;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++looked > MOST_CHARACTERS) {
                throw new TooManyCharacters();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyCharacters extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
