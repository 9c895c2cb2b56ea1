package dev.dlrbridge.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the pages about channels, what arrives, and quarantine. Other languages are in {@code messages/q_xx.properties}. */
@MessageBundle("q")
public interface QuarantineTexts {
    @Message("Trouble")
    String trouble();

    @Message("refused lately")
    String trouble_refused();

    @Message("reports without a message")
    String trouble_unmatched();

    @Message("Refused last")
    String last_refusal();

    @Message("Channel id in logs")
    String channel_id();

    @Message("Old URL valid until")
    String old_key_until();

    @Message("Secrets")
    String secrets();

    @Message("Callback URL")
    String callback_url();

    @Message("Show the callback URL")
    String show_callback();

    @Message("This is noted in the audit.")
    String audited();

    @Message("Copy")
    String copy();

    @Message("Copied")
    String copied();

    @Message("Last refused requests")
    String refusals();

    @Message("No request was refused.")
    String no_refusal();

    @Message("Time")
    String time();

    @Message("Headers")
    String headers();

    @Message("Reports without a message")
    String without_message();

    @Message("The gateway says only its own id; which message that is has to be told by a correlation.")
    String without_message_help();

    @Message("Gateway's word")
    String word();

    @Message("Read as")
    String read_as();

    @Message("It came from an address that the channel does not allow.")
    String why_address_not_allowed();

    @Message("The channel lacks the secret by which the gateway signs.")
    String why_secret_missing();

    @Message("The channel lacks a setting that says how to check the signature.")
    String why_setting_missing();

    @Message("There was no signature.")
    String why_signature_missing();

    @Message("The signature does not fit: is the channel's secret the gateway's?")
    String why_signature_wrong();

    @Message("It was signed too long ago, or one of the clocks is wrong.")
    String why_timestamp_outside_tolerance();

    @Message("Quarantine")
    String quarantine();

    @Message("Requests that are kept, since they could not be understood or not be proved genuine.")
    String quarantine_help();

    @Message("Requests")
    String entries();

    @Message("Genuine")
    String genuine();

    @Message("yes")
    String yes();

    @Message("no")
    String no();

    @Message("Read again")
    String replay();

    @Message("Read all of {gateway} again")
    String replay_gateway(String gateway);

    @Message("Nothing lies in quarantine.")
    String nothing_kept();

    @Message("A request in quarantine")
    String kept_request();

    @Message("It was understood now, and is gone from quarantine.")
    String result_replayed();

    @Message("It is still not understood.")
    String result_unreadable();

    @Message("It is still not proved genuine.")
    String result_not_authentic();

    @Message("It could not be read.")
    String result_failed();

    @Message("Last try")
    String last_try();

    @Message("Method")
    String method();

    @Message("Fields of the query")
    String query_fields();

    @Message("Fields of the form")
    String form_fields();

    @Message("Query")
    String query();

    @Message("Body")
    String body();

    @Message("Show the whole request")
    String reveal();

    @Message("As it came, without secrets")
    String as_it_came();

    @Message("Finished")
    String finished();

    @Message("Under way …")
    String under_way();

    @Message("Look again")
    String reload();

    @Message("Done so far")
    String tried();

    @Message("A change of many things")
    String run();

    @Message("Quarantine is read again")
    String run_replay();

    @Message("Channels are changed")
    String run_channels();

    @Message("A template is applied")
    String run_template();

    @Message("A word is given its meaning")
    String run_meaning();

    @Message("understood, and gone from quarantine")
    String count_replayed();

    @Message("still not understood")
    String count_unreadable();

    @Message("not proved genuine")
    String count_not_authentic();

    @Message("could not be read")
    String count_failed();

    @Message("channels changed")
    String count_changed();

    @Message("unchanged")
    String count_unchanged();

    @Message("made")
    String count_made();

    @Message("gone meanwhile")
    String count_gone();

    @Message("refused")
    String count_refused();

    @Message("What arrives now")
    String live();

    @Message("See what arrives, as it arrives")
    String live_link();

    @Message(
            "Send a report to the channel's callback URL: it appears here at once. Refused ones follow after some seconds. Numbers are masked.")
    String live_help();

    @Message("This page needs JavaScript. Refused requests stand on the channel's page, too.")
    String live_needs_script();

    @Message("watching")
    String live_on();

    @Message("not connected")
    String live_off();

    @Message("What became of it")
    String outcome();

    @Message("What it says")
    String said();

    @Message("accepted")
    String outcome_accepted();

    @Message("kept in quarantine")
    String outcome_quarantined();

    @Message("waits for its message")
    String outcome_unmatched();

    @Message("refused")
    String outcome_refused();

    @Message("By gateway and reason")
    String alike();

    @Message("What to do")
    String what_to_do();

    @Message("Unknown word")
    String unknown_word();

    @Message("means")
    String means();

    @Message("What would change")
    String preview();

    @Message("What a word means")
    String teach_title();

    @Message("of {gateway}")
    String of_gateway(String gateway);

    @Message("Channels that learn it")
    String channels_learn();

    @Message("Requests that are read again")
    String requests_again();

    @Message(
            "All channels of the gateway get it in their setting statuses; a channel made later does not. Then the requests are read again.")
    String teach_help();

    @Message("Apply to all its channels and read again")
    String teach();

    @Message("Cancel")
    String cancel();

    @Message("The gateway does not use this method.")
    String why_method();
}
