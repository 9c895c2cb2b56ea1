package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy in front and the bridge must see the same request begin at the same byte. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class RequestLineTest {
    private final Rows rows;
    private final Tenant tenant = Tenant.create();
    private final Tenant.Callback callback = tenant.channel("kannel");

    RequestLineTest(Rows rows) {
        this.rows = rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x07, 0x08, 0x0b, 0x0c, 0x0e, 0x1b, 0x1f, 0x7f, 0x80, 0xff})
    void shouldTakeNothingFromARequestThatAnotherByteComesBefore(int octet) {
        try (Raw raw = Raw.connect()) {
            String head = raw.write(new byte[] {(byte) octet}).write(report()).head();

            assertThat(head).doesNotContain(" 200 ");
        }
        assertThat(rows.countAll(callback.channelId())).isZero();
    }

    /** Which <a href="https://www.rfc-editor.org/rfc/rfc9112#section-2.2">a server should pass over</a>. */
    @Test
    void shouldTakeAReportAfterAnEmptyLine() {
        try (Raw raw = Raw.connect()) {
            assertThat(raw.write("\r\n").write(report()).answer().statusCode()).isEqualTo(200);
        }
        assertThat(rows.count("message", callback.channelId())).isEqualTo(1);
    }

    private String report() {
        return "GET %s/%s?type=1&fid=a HTTP/1.1\r\nHost: bridge\r\nConnection: close\r\n\r\n"
                .formatted(callback.path(), tenant.message());
    }
}
