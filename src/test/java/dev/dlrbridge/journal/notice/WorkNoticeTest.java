package dev.dlrbridge.journal.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkNoticeTest {
    private static final UUID SENDER = new UUID(0, 1);
    private static final UUID RECEIVER = new UUID(0, 2);

    @Test
    void shouldTellAnyNumberOfPortalsInNoticesThatPostgresTakes() {
        // Given
        Map<UUID, String> accounts = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            accounts.put(new UUID(1, i), "ü".repeat(i % 64));
        }

        // When
        List<String> payloads = WorkNotice.payloads(SENDER, accounts);

        // Then
        Map<UUID, String> heard = new HashMap<>();
        payloads.forEach(
                payload -> heard.putAll(WorkNotice.read(RECEIVER, payload).orElseThrow()));
        assertThat(heard).isEqualTo(accounts);
        assertThat(payloads).allMatch(payload -> payload.getBytes(StandardCharsets.UTF_8).length < 8000);
        assertThat(payloads).hasSizeLessThan(40);
    }

    @Test
    void shouldNotHearItself() {
        assertThat(WorkNotice.read(
                        SENDER,
                        WorkNotice.payloads(SENDER, Map.of(RECEIVER, "acme")).get(0)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\ny", "x\n not-a-portal", "x\n00000000-0000-0000-0000-000000000001"})
    void shouldIgnoreWhatIsNoNotice(String payload) {
        assertThat(WorkNotice.read(RECEIVER, payload)).isEmpty();
    }
}
