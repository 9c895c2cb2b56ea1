package dev.dlrbridge.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the pages about applications, portals and messages. Other languages are in {@code messages/p_xx.properties}. */
@MessageBundle("p")
public interface PortalTexts {
    @Message("Applications")
    String applications();

    @Message("There is no application yet.")
    String no_application();

    @Message("Portal")
    String portal();

    @Message("portals active")
    String portals_active();

    @Message("portals parked")
    String portals_parked();

    @Message("Waiting")
    String backlog();

    @Message("oldest {time}")
    String oldest(String time);

    @Message("in quarantine")
    String quarantined();

    @Message("reports without a message")
    String unmatched();

    @Message("Parked portals by reason")
    String parked_by_reason();

    @Message("active")
    String state_active();

    @Message("parked")
    String state_parked();

    @Message("uninstalled")
    String state_uninstalled();

    @Message("There is no portal.")
    String no_portal();

    @Message("Portal id in logs")
    String portal_id();

    @Message("Request limit")
    String request_limit();

    @Message("Resume")
    String resume();

    @Message("Park")
    String park();

    @Message("Channels")
    String channels();

    @Message("Channel")
    String channel();

    @Message("Gateway")
    String gateway();

    @Message("There is no channel yet.")
    String no_channel();

    @Message("Messages")
    String messages();

    @Message("All messages")
    String all_messages();

    @Message("There is no message.")
    String no_message();

    @Message("Message")
    String message_id();

    @Message("Reported")
    String reported();

    @Message("In the portal")
    String shown();

    @Message("First seen")
    String first_seen();

    @Message("waiting")
    String message_pending();

    @Message("forwarded")
    String message_forwarded();

    @Message("rejected")
    String message_rejected();

    @Message("expired")
    String message_expired();

    @Message("Last error")
    String last_error();

    @Message("attempts: {count}")
    String attempts(int count);

    @Message("Send again")
    String retry();

    @Message("What happened")
    String history();

    @Message("report")
    String came_report();

    @Message("gateway's id")
    String gateway_id();

    @Message("by its clock")
    String gateway_time();

    @Message("No report is kept.")
    String no_report();

    @Message("Parked by an operator.")
    String reason_OPERATOR();

    @Message("The portal's Bitrix24 plan is not paid.")
    String reason_PAYMENT_REQUIRED();

    @Message("The portal's plan has no REST API.")
    String reason_ACCESS_DENIED();

    @Message("The application was removed from the portal.")
    String reason_NOT_INSTALLED();

    @Message("The application was removed from the portal.")
    String reason_APPLICATION_NOT_FOUND();

    @Message("The application was removed from the portal, or has to be installed again.")
    String reason_ERROR_OAUTH();

    @Message("The portal's tokens are not valid any more: the application has to be installed again.")
    String reason_INVALID_GRANT();

    @Message("The portal does not exist any more.")
    String reason_PORTAL_DELETED();

    @Message("Bitrix24 has blocked the application for overload: its support must lift that.")
    String reason_OVERLOAD_LIMIT();

    @Message("The application lacks the right messageservice.")
    String reason_INSUFFICIENT_SCOPE();

    @Message("The user who installed the application cannot be used any more.")
    String reason_AUTHORIZATION_ERROR();

    @Message("The user who installed the application has no access to it.")
    String reason_USER_ACCESS_ERROR();

    @Message("Bitrix24 refuses the application: its client_secret is wrong.")
    String reason_INVALID_CLIENT();

    @Message("Bitrix24 refuses the application: its client_secret is wrong.")
    String reason_WRONG_CLIENT();

    @Message("The user who installed the application is no administrator.")
    String reason_INVALID_CREDENTIALS();

    @Message("The portal does not know the method: message services are missing there.")
    String reason_ERROR_METHOD_NOT_FOUND();

    @Message("not understood")
    String message_not_understood();

    @Message("An administrator of the portal has to permit the method.")
    String reason_METHOD_CONFIRM_WAITING();

    @Message("An administrator of the portal has forbidden the method.")
    String reason_METHOD_CONFIRM_DENIED();

    @Message("The portal’s address is not as it must be: the application has to be installed again.")
    String reason_INVALID_REQUEST();

    @Message("The application asks for more than it was granted: it has to be installed again.")
    String reason_INVALID_SCOPE();

    @Message("The portal does not take its own tokens: the application has to be installed again.")
    String reason_INVALID_TOKEN();

    @Message("The portal’s web server does not let the token through: its administrator has to.")
    String reason_NO_AUTH_FOUND();
}
