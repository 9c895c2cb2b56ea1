package dev.dlrbridge.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the overview, the search, and the pages of portals and messages. Other languages are in {@code messages/s_xx.properties}. */
@MessageBundle("s")
public interface SearchTexts {
    @Message("Replicas")
    String replicas();

    @Message("Replica")
    String replica();

    @Message("working")
    String replica_alive();

    @Message("gone, last seen")
    String replica_gone();

    @Message("Version")
    String version();

    @Message("Portals in its care")
    String lanes();

    @Message("What")
    String what();

    @Message("Nothing is known by that.")
    String nothing_found();

    @Message(
            "Found are domains, member ids, message ids, gateway ids, callback URLs and their keys, recipients’ numbers, and every id that a log line or an alert names.")
    String search_help();

    @Message("Messages with this as their error")
    String by_error();

    @Message("Application")
    String kind_application();

    @Message("Portal")
    String kind_portal();

    @Message("Channel")
    String kind_channel();

    @Message("Message")
    String kind_message();

    @Message("Request in quarantine")
    String kind_quarantine();

    @Message("Report without a message")
    String kind_unmatched();

    @Message("Erasure")
    String kind_erasure();

    @Message("Change")
    String kind_change();

    @Message("Install to be confirmed")
    String kind_install();

    @Message("Reported as")
    String reported_as();

    @Message("Domain")
    String domain();

    @Message("Recipient")
    String recipient();

    @Message("Error code")
    String error();

    @Message("From (UTC)")
    String from();

    @Message("Until (UTC)")
    String to();

    @Message("Application")
    String application();

    @Message("Only of")
    String only_of();

    @Message("None among those that were looked at so far; the next page looks further.")
    String none_yet();

    @Message("Next try")
    String next_try();

    @Message("at about")
    String at_about();

    @Message("the portal is parked")
    String waits_parked();

    @Message("the application is no longer installed")
    String waits_uninstalled();

    @Message("a call is under way, or may still be")
    String waits_call();

    @Message("the last call failed; each next one waits for longer")
    String waits_back_off();

    @Message("the portal is not called for a while")
    String waits_lane();

    @Message("its turn within the portal’s request limit")
    String waits_turn();

    @Message("The portal has it.")
    String call_done();

    @Message("A call failed:")
    String call_failed();

    @Message("A request in quarantine:")
    String kept_request();

    @Message("A report to the same number, perhaps about this message:")
    String maybe_report();

    @Message("Oldest waits since")
    String oldest_waits();

    @Message("Senders")
    String senders();

    @Message("Compare with the portal")
    String compare();

    @Message("Was missing")
    String was_missing();

    @Message("Requests in the bucket")
    String limits();

    @Message("left alone until")
    String left_alone();

    @Message("All messages of the portal")
    String all_of_portal();

    @Message("What the portal shows its users, beside the channels: it was asked just now.")
    String senders_help();

    @Message("There is no sender.")
    String no_sender();

    @Message("Register the channels’ senders")
    String register();

    @Message("registered")
    String sender_registered();

    @Message("missing")
    String sender_missing();

    @Message("missing, and no channel names its handler")
    String sender_no_handler();

    @Message("no channel has it")
    String sender_no_channel();

    @Message("the portal did not say")
    String sender_refused();

    @Message("not asked yet")
    String sender_unknown();

    @Message("Channels for all of its portals")
    String own_channels();

    @Message("Reports in 24 hours")
    String day();

    @Message("As a table")
    String as_table();

    @Message("Hour")
    String hour();

    @Message("By gateway")
    String by_gateway();

    @Message("Reports")
    String reports();

    @Message("Shares")
    String shares();

    @Message("Until shown")
    String until_shown();

    @Message("delivered")
    String shade_delivered();

    @Message("undelivered or failed")
    String shade_lost();

    @Message("sent or queued")
    String shade_under_way();

    @Message("not understood")
    String shade_not_understood();

    @Message("since")
    String since();

    @Message("Waits")
    String waits_for();
}
