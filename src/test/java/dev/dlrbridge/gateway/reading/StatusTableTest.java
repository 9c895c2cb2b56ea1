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
    void shouldFindNothingWhenWordIsUnknown() {
        assertThat(table.find("ESME")).isNull();
        assertThat(StatusTable.meaning("arrived")).isEmpty();
    }
}
