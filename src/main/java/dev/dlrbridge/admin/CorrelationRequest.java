package dev.dlrbridge.admin;

import dev.dlrbridge.gateway.FieldText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which message a gateway's own id stands for.
 *
 * @param recipient needed only by gateways whose ids are shared by several recipients; not stored
 * @param memberId needed where the channel is an application's: the message's portal
 */
@Schema(examples = """
        {"gatewayId":"12345","recipient":"+4915112345678","messageId":"0123456789abcdef0123456789abcdef"}""")
record CorrelationRequest(
        @NotBlank @Size(max = FieldText.IDENTIFIER_LENGTH) String gatewayId,

        @Size(max = 64) String recipient,
        @Size(max = 128) String memberId,
        @NotBlank @Size(max = 128) String messageId) {
    @Override
    public String toString() {
        return "CorrelationRequest[gatewayId=" + gatewayId + "]";
    }
}
