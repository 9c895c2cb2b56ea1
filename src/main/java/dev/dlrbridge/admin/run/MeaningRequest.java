package dev.dlrbridge.admin.run;

import dev.dlrbridge.admin.http.GatewayNames;
import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.quarantine.MeaningWork;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a word of a gateway means.
 *
 * @param word as the gateway spells it
 * @param status one of the five
 */
@Schema(examples = """
        {"gateway":"eskiz","word":"NEWWORD","status":"undelivered"}""")
public record MeaningRequest(
        @NotBlank @Size(max = 64) String gateway,
        @NotBlank @Size(max = 200) String word,
        @NotBlank @Size(max = 32) String status) {

    /** @throws InvalidFieldsException when the bridge cannot be told so */
    public Status check(Gateways gateways) {
        check(gateways, gateway, word);
        return Status.ofWord(status).orElseThrow(() -> invalid("status", "is not one of the five"));
    }

    /** @throws InvalidFieldsException when no channel of the gateway can learn the word */
    static void check(Gateways gateways, String gateway, String word) {
        GatewayNames.require(gateways, gateway);
        if (word == null || !MeaningWork.canBeSaid(word)) {
            throw invalid("word", "cannot stand in the setting statuses");
        }
    }

    private static InvalidFieldsException invalid(String field, String error) {
        return new InvalidFieldsException(List.of(new FieldError(field, error)));
    }
}
