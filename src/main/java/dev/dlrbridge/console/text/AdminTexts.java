package dev.dlrbridge.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the pages about gateways, tokens, webhooks and the audit. Other languages are in {@code messages/a_xx.properties}. */
@MessageBundle("a")
public interface AdminTexts {
    @Message("Gateways")
    String gateways();

    @Message("Name")
    String name();

    @Message("Proved by")
    String signature();

    @Message("Meaning")
    String meaning();

    @Message("Needed")
    String needed();

    @Message("usually")
    String usual();

    @Message("When sending:")
    String send_side();

    @Message("If not answered well")
    String retries();

    @Message("Settings")
    String settings();

    @Message("Documentation")
    String documentation();

    @Message("Tokens")
    String tokens();

    @Message("The new token. It is shown only now.")
    String made();

    @Message("Role")
    String role();

    @Message("Made by")
    String made_by();

    @Message("all")
    String all();

    @Message("revoked")
    String revoked();

    @Message("until")
    String until();

    @Message("Revoke")
    String revoke();

    @Message("There are only those of the configuration.")
    String no_token();

    @Message("A new token")
    String new_token();

    @Message("Only these applications")
    String only_applications();

    @Message("Make")
    String make();

    @Message("Audit")
    String audit();

    @Message("Who")
    String actor();

    @Message("What")
    String action();

    @Message("Where")
    String target();

    @Message("Answer")
    String answer();

    @Message("Nothing is noted.")
    String nothing();

    @Message("Webhooks")
    String webhooks();

    @Message("Address")
    String url();

    @Message("The integrator is told of nothing: no endpoint is set up.")
    String no_endpoint();

    @Message("active")
    String endpoint_active();

    @Message("off")
    String endpoint_off();

    @Message("gone (410)")
    String endpoint_gone();

    @Message("failing since")
    String failing_since();

    @Message("Kinds of events")
    String kinds();

    @Message("Event")
    String kind();

    @Message("Too much waits: nothing more is written.")
    String crowded();

    @Message("Send a test event")
    String send_test();

    @Message("Deliveries")
    String deliveries();

    @Message("Nothing was sent yet.")
    String no_delivery();

    @Message("Last answer")
    String last_answer();

    @Message("Send again")
    String redeliver();

    @Message("waiting")
    String delivery_waiting();

    @Message("delivered")
    String delivery_delivered();

    @Message("given up")
    String delivery_given_up();
}
