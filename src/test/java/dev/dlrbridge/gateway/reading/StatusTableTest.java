package dev.dlrbridge.gateway.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.gateway.reading.StatusTable.Meaning;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    private final StatusTable table = new StatusTable(Map.of(
            "ESME_ROK", new Meaning(Status.SENT),
            "ESME_*", new Meaning(Status.FAILED),
            "ESME_R*", new Meaning(Status.UNDELIVERED),
            "10??", new Meaning(Status.SENT),
            "1001", new Meaning(Status.DELIVERED),
            "10*", new Meaning(Status.QUEUED),
            "failed/?7*", new Meaning(Status.FAILED),
            "*/re?d", new Meaning(Status.DELIVERED),
            "Unknown", StatusTable.meaning("ignore").orElseThrow()));

    @Test
    void shouldPreferWordThenLongestPrefixInAnyCase() {
        assertThat(table.find("ESME_ROK").status()).isEqualTo(Status.SENT);
        assertThat(table.find("esme_rok").status()).isEqualTo(Status.SENT);
        assertThat(table.find("ESME_RX").status()).isEqualTo(Status.UNDELIVERED);
        assertThat(table.find("esme_X").status()).isEqualTo(Status.FAILED);
        assertThat(table.find("UNKNOWN").ignored()).isTrue();
    }

    @Test
    void shouldTakeAnyCharacterForQuestionMark() {
        assertThat(table.find("1001").status()).isEqualTo(Status.DELIVERED);
        assertThat(table.find("1099").status()).isEqualTo(Status.SENT);
        assertThat(table.find("100").status()).isEqualTo(Status.QUEUED);
        assertThat(table.find("FAILED/47").status()).isEqualTo(Status.FAILED);
        assertThat(table.find("failed/4750").status()).isEqualTo(Status.FAILED);
        assertThat(table.find("failed/4")).isNull();
    }

    @Test
    void shouldTakeAnyBeginningForLeadingStar() {
        assertThat(table.find("whatever/READ").status()).isEqualTo(Status.DELIVERED);
        assertThat(table.find("/read").status()).isEqualTo(Status.DELIVERED);
        assertThat(table.find("read")).isNull();
        assertThat(table.find("x/read/y")).isNull();
    }

    @Test
    void shouldFindNothingWhenWordIsUnknown() {
        assertThat(table.find("ESME")).isNull();
        assertThat(StatusTable.meaning("arrived")).isEmpty();
    }
}
