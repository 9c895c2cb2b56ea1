package dev.dlrbridge.gateway.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmppReceiptTest {
    @ParameterizedTest
    @CsvSource({
        "id:1 sub:001 stat:DELIVRD err:000 text:Hello, DELIVRD, 000, DELIVERED",
        "err:0A1 stat:DELIVERED id:1, DELIVERED, 0A1, DELIVERED",
        "id:1 stat:UNDELIV err:27 Text:stat:DELIVRD err:000, UNDELIV, 27, UNDELIVERED",
        "id:1 stat:UNDELIVERABLE, UNDELIVERABLE, , UNDELIVERED",
        "stat:EXPIRED, EXPIRED, , UNDELIVERED",
        "stat:DELETED, DELETED, , UNDELIVERED",
        "stat:REJECTD, REJECTD, , UNDELIVERED",
        "stat:SKIPPED, SKIPPED, , UNDELIVERED",
        "stat:FAILED, FAILED, , UNDELIVERED",
        "stat:ENROUTE, ENROUTE, , SENT",
        "stat:ACCEPTD, ACCEPTD, , SENT",
        "stat:SCHEDULED, SCHEDULED, , QUEUED",
        "stat:UNKNOWN err:1, UNKNOWN, 1, ",
        "stat:+err:5, , 5, ",
        "id: 1 sub: 001 stat: DELIVRD err: 000 text: x, DELIVRD, 000, DELIVERED",
        "stat:  EXPIRED   err:  5, EXPIRED, 5, UNDELIVERED",
        "'id:1\tstat:DELIVRD\terr:000\ttext:x', DELIVRD, 000, DELIVERED",
        "'id:1\r\nstat:DELIVRD\r\nerr:000\r\ntext:x', DELIVRD, 000, DELIVERED",
        "'id:1\nstat: REJECTD\nerr:\nsubmit date:2511280900', REJECTD, , UNDELIVERED",
        "stat: err: 5, , 5, ",
        "stat: done date:2511280900 err:1, , 1, ",
        "substat:DELIVRD, , , ",
        "NACK/0x0000000b/Invalid Destination Address, , , ",
        ", , , "
    })
    void shouldSearchEachKeyBeforeTheMessageText(String text, String stat, String err, Status status) {
        // when
        SmppReceipt receipt = SmppReceipt.of(text);

        // then
        assertThat(receipt).isEqualTo(new SmppReceipt(stat, err));
        assertThat(receipt.status()).isEqualTo(status);
    }
}
