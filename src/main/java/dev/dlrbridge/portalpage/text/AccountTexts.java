package dev.dlrbridge.portalpage.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts about the gateway account that a customer brings. Other languages are in {@code messages/g_xx.properties}. */
@MessageBundle("g")
public interface AccountTexts {
    @Message("Your gateway account")
    String account();

    @Message(
            "Connect the account by which your SMS are sent. What you enter is stored encrypted, and is never shown again.")
    String account_help();

    @Message("Connected:")
    String present();

    @Message("your provider’s account")
    String of_provider();

    @Message("SMS gateway")
    String gateway();

    @Message("Missing, or not as the gateway has it.")
    String field_wrong();

    @Message("Nothing was saved. Check the marked fields.")
    String not_saved();

    @Message("This portal has changed its gateway too often. Ask your provider to tidy up.")
    String too_many();

    @Message("Saved. Now enter the address below at your gateway.")
    String saved();

    @Message("Connect")
    String connect();

    @Message("What is left to do at the gateway")
    String steps();

    @Message("Sign in to your account at")
    String step_account();

    @Message("Enter this address where reports on delivery are sent to (also called DLR, callback or webhook URL).")
    String step_address();

    @Message("Send an SMS from Bitrix24, and look below what arrives.")
    String step_send();

    @Message("Address for reports")
    String address();

    @Message("Show the address")
    String show_address();

    @Message("Keep it like a password.")
    String address_secret();

    @Message("Copy")
    String copy();

    @Message("Copied")
    String copied();

    @Message("For your provider, in English:")
    String vendor_note();

    @Message("The gateway’s own instructions")
    String vendor_pages();

    @Message("What arrives")
    String live();

    @Message("Each report appears here within some seconds, as long as this page is open.")
    String live_help();

    @Message("Report received, read as")
    String arrived_accepted();

    @Message("Report received, but not about a known message; read as")
    String arrived_unmatched();

    @Message("Report received and kept: nobody knows yet what it means. Your provider can tell.")
    String arrived_quarantined();

    @Message("A request was refused.")
    String arrived_refused();

    @Message("Its signature does not fit the key that you have entered.")
    String why_signature();

    @Message("It is not as this gateway sends it.")
    String why_other();
}
