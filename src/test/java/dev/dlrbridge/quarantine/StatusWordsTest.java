package dev.dlrbridge.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    present                       | word | expected
                                                  | NEW  | NEW=failed
                    OLD=delivered                 | NEW  | OLD=delivered, NEW=failed
                    OLD=delivered,  X*=sent       | NEW  | OLD=delivered, X*=sent, NEW=failed
                    new=delivered, OLD=delivered  | NEW  | OLD=delivered, NEW=failed
                    A=B=sent                      | A=B  | A=B=failed
                    """, useHeadersInDisplayName = true)
    void shouldKeepWhatIsSaidOfOtherWords(String present, String word, String expected) {
        assertThat(StatusWords.with(present, word, "failed")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A,B", "A\nB", "REJ*", "A?"})
    void shouldNotSayWhatTheSettingWouldReadOtherwise(String word) {
        assertThat(MeaningWork.canBeSaid(word)).isFalse();
        assertThat(MeaningWork.canBeSaid("A=B c")).isTrue();
    }
}
