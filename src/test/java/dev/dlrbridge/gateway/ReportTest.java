package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
    @ParameterizedTest
    @CsvSource({
        "id:1 err:045 text:hello, id:1 err:045",
        "id:1 err:045 Text:stat:DELIVRD, id:1 err:045",
        "err:045TEXT:hello, err:045",
        "Absent subscriber, Absent subscriber",
        "text:hello, "
    })
    void shouldNeverKeepTheTextOfAMessage(String errorText, String kept) {
        assertThat(withErrorText(errorText).errorText()).isEqualTo(kept);
    }

    @Test
    void shouldCutErrorTextButNoSurrogatePairWhenTooLong() {
        assertThat(withErrorText("x".repeat(500)).errorText()).hasSize(200);
        assertThat(withErrorText("x".repeat(199) + "\uD83D\uDE00").errorText()).isEqualTo("x".repeat(199));
    }

    @Test
    void shouldKnowStatusesByTheirWordsInLowerCase() {
        assertThat(Status.ofWord("undelivered")).contains(Status.UNDELIVERED);
        assertThat(Status.ofWord("UNDELIVERED")).isEmpty();
        assertThat(Status.UNDELIVERED.word()).isEqualTo("undelivered");
    }

    private static Report withErrorText(String errorText) {
        return new Report("1", "49151", null, null, "2", Status.UNDELIVERED, null, errorText, null, "1");
    }
}
