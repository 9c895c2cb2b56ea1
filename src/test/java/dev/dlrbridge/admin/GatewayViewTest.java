package dev.dlrbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Gateways;
import org.junit.jupiter.api.Test;

class GatewayViewTest {
    private static final Gateways GATEWAYS = Gateways.builtIn();

    @Test
    void shouldTellWhatAnIntegratorNeeds() {
        // when
        GatewayView view = GatewayView.of(GATEWAYS.find("sinch").orElseThrow());

        // then
        assertThat(view.title()).isEqualTo("Sinch SMS");
        assertThat(view.confidence()).isEqualTo("high");
        assertThat(view.documentation()).isNotEmpty();
        assertThat(view.sendSide()).contains("callback_url");
        assertThat(view.retries()).contains("5xx");
        assertThat(view.methods()).containsExactly("POST");
        assertThat(view.signatures()).containsExactly("hmac");
        assertThat(view.secrets()).extracting("name").containsExactly("signingKey");
        assertThat(view.settings()).extracting("name").containsExactly("statuses");
        assertThat(view.correlationNeedsRecipient()).isTrue();
        assertThat(view.reply().status()).isEqualTo(200);
    }

    @Test
    void shouldTellHowToSendWithEveryGateway() {
        assertThat(GATEWAYS.all()).map(GatewayView::of).allSatisfy(view -> {
            assertThat(view.sendSide()).isNotBlank();
            assertThat(view.title()).isNotBlank();
            assertThat(view.name().startsWith("generic-")
                            || !view.documentation().isEmpty())
                    .as(view.name())
                    .isTrue();
        });
    }
}
