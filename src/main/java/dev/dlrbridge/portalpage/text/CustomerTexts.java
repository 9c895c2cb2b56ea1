package dev.dlrbridge.portalpage.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the page in portals. Other languages are in {@code messages/c_xx.properties}. */
@MessageBundle("c")
public interface CustomerTexts {
    @Message("SMS delivery status")
    String title();

    @Message("Parts of this page")
    String parts();

    @Message("State")
    String state();

    @Message("Messages")
    String messages();

    @Message("SMS gateway")
    String gateway();

    @Message(
            "This page was loaded again with the same sign-in, so it only shows. Open the application anew to change something.")
    String only_shows();

    @Message("Your sign-in has ended. Open the application anew.")
    String ended();

    @Message("That did not work. Try again in a moment.")
    String failed();

    @Message("SMS delivery status is set up")
    String installed();

    @Message("From now on Bitrix24 shows of each SMS whether it was delivered.")
    String installed_help();

    @Message("There is nothing to see here")
    String refused();

    @Message("Bitrix24 has not said who opens this page. Open the application anew.")
    String refused_incomplete();

    @Message("Bitrix24 does not confirm who opens this page. Open the application anew.")
    String refused_not_genuine();

    @Message("Only an administrator of this Bitrix24 can install the application. Ask one to open it.")
    String refused_not_administrator();

    @Message("This application is not known here. Tell your provider.")
    String refused_unknown_application();

    @Message("Bitrix24 does not answer just now. Open the application anew in a minute.")
    String refused_unavailable();

    @Message("in order")
    String in_order();

    @Message("needs attention")
    String attention();

    @Message("waiting")
    String waits();

    @Message("Since")
    String since();

    @Message("Code")
    String code();

    @Message("Connection to Bitrix24")
    String connection();

    @Message("Statuses reach your Bitrix24.")
    String connection_ok();

    @Message("Interrupted: statuses wait, and are shown as soon as it works again.")
    String connection_parked();

    @Message("An administrator of this Bitrix24 has to open this application once; that connects it again.")
    String remedy_open();

    @Message(
            "Your Bitrix24 plan or Market subscription has run out, or does not include this. An administrator can change it in Bitrix24.")
    String remedy_plan();

    @Message("An administrator has to permit the application’s request in Bitrix24.")
    String remedy_permit();

    @Message("Your portal’s web server refuses the calls. Whoever runs it has to let them through.")
    String remedy_server();

    @Message("Bitrix24 has blocked or closed the portal. Its support can tell you more.")
    String remedy_support();

    @Message("Your provider has to mend this. Tell him the code.")
    String remedy_provider();

    @Message("No SMS gateway is connected.")
    String gateway_none();

    @Message("An administrator can connect one here, under “SMS gateway”.")
    String gateway_choose();

    @Message("Your provider connects one.")
    String gateway_provider();

    @Message("Connected. No report has arrived yet.")
    String gateway_silent();

    @Message("Reports arrive. Last message reported:")
    String gateway_reports();

    @Message("Sender in Bitrix24")
    String sender();

    @Message("Can be chosen when an SMS is sent.")
    String sender_registered();

    @Message("Is missing. Your provider has to register it.")
    String sender_no_handler();

    @Message("Is missing. Bitrix24 did not let it be registered; this is tried again by itself.")
    String sender_missing();

    @Message("Bitrix24 did not say whether it is there. It is asked again by itself.")
    String sender_refused();

    @Message("Has not been checked yet. This happens by itself.")
    String sender_unknown();

    @Message("There is none before an SMS gateway is connected.")
    String sender_none();

    @Message("Register it now")
    String set_up();

    @Message("It is being registered. Look again in half a minute.")
    String set_up_begun();

    @Message("Waiting to be shown")
    String waiting();

    @Message("Nothing waits.")
    String waiting_none();

    @Message("Messages whose status Bitrix24 does not show yet:")
    String waiting_some();

    @Message("Reports in 24 hours")
    String day();

    @Message("As a table")
    String as_table();

    @Message("Hour")
    String hour();

    @Message("delivered")
    String shade_delivered();

    @Message("not delivered")
    String shade_lost();

    @Message("on the way")
    String shade_under_way();

    @Message("not understood")
    String shade_not_understood();

    @Message("You see the messages that you have sent yourself.")
    String yours();

    @Message("Show")
    String show();

    @Message("all")
    String all();

    @Message("queued")
    String status_queued();

    @Message("sent")
    String status_sent();

    @Message("undelivered")
    String status_undelivered();

    @Message("failed")
    String status_failed();

    @Message("delivered")
    String status_delivered();

    @Message("Status")
    String status();

    @Message("Time")
    String time();

    @Message("Reason")
    String reason();

    @Message("Message")
    String message_id();

    @Message("not shown in Bitrix24 yet")
    String state_pending();

    @Message("not accepted by Bitrix24")
    String state_rejected();

    @Message("too old for Bitrix24")
    String state_expired();

    @Message("not understood yet")
    String state_not_understood();

    @Message("The number does not exist, or takes no SMS.")
    String reason_number();

    @Message("The phone was off or out of reach.")
    String reason_unreachable();

    @Message("The recipient does not accept this SMS.")
    String reason_blocked();

    @Message("The mobile operator refused it.")
    String reason_operator();

    @Message("The gateway account has no money left.")
    String reason_funds();

    @Message("The gateway account may not send this.")
    String reason_account();

    @Message("A technical fault on the way.")
    String reason_technical();

    @Message("Your provider has not sent it. Tell him the code.")
    String reason_provider();

    @Message("SMS not delivered:")
    String told_lost();

    @Message("SMS delivery status no longer reaches this Bitrix24. Statuses wait until it works again.")
    String told_parked();

    @Message("SMS delivery status works again. What has waited is shown now.")
    String told_works();

    @Message("It did not reach this Bitrix24 since")
    String told_since();

    @Message("There is no message here.")
    String no_messages();

    @Message("Older messages")
    String older();
}
