package dev.dlrbridge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LogFieldsTest {
    @Test
    void shouldHoldUntilTheyAreClosed() {
        try (LogFields fields = LogFields.portal("p1").gateway("kannel").message("m1", 2)) {
            assertThat(MDC.getMap())
                    .containsEntry("portal", "p1")
                    .containsEntry("gateway", "kannel")
                    .containsEntry("message", "m1")
                    .containsEntry("attempt", "2");
        }

        assertThat(MDC.getMap()).doesNotContainKeys("portal", "gateway", "message", "attempt");
    }

    @Test
    void shouldMaskAMessageThatIsANumber() {
        try (LogFields fields = LogFields.portal("p1").message("4915798765432", 0)) {
            assertThat(MDC.get("message")).isEqualTo("49***32");
        }
    }
}
