package dev.dlrbridge.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of what all pages have. Other languages are in {@code messages/t_xx.properties}. */
@MessageBundle("t")
public interface FrameTexts {
    @Message("Skip to content")
    String skip();

    @Message("Pages")
    String pages();

    @Message("Where this is")
    String where();

    @Message("Overview")
    String overview();

    @Message("Portals")
    String portals();

    @Message("Search")
    String search();

    @Message("Domain, message, number, channel …")
    String search_hint();

    @Message("Log in")
    String log_in();

    @Message("Log out")
    String log_out();

    @Message("Administration token")
    String token();

    @Message("As for the API; the session ends after 8 hours, or when the token is revoked.")
    String token_help();

    @Message("This token is not valid.")
    String login_wrong();

    @Message("Too many wrong tokens came from your address; wait a little.")
    String login_blocked();

    @Message("The link was used or is too old. The token logs in as well.")
    String login_used();

    @Message("viewer")
    String role_viewer();

    @Message("operator")
    String role_operator();

    @Message("administrator")
    String role_admin();

    @Message("The request is not in order")
    String refusal_400();

    @Message("Your role does not permit this")
    String refusal_403();

    @Message("There is nothing here")
    String refusal_404();

    @Message("This cannot be done here")
    String refusal_405();

    @Message("Its state does not permit this")
    String refusal_409();

    @Message("It was changed meanwhile; nothing was done")
    String refusal_412();

    @Message("The form is not in order")
    String refusal_415();

    @Message("Too much at once; wait a little")
    String refusal_429();

    @Message("It failed; the log says more")
    String refusal_500();

    @Message("The portal did not do it")
    String refusal_502();

    @Message("The database does not answer; try again")
    String refusal_503();

    @Message("This was refused")
    String refused();

    @Message("To the overview")
    String to_overview();

    @Message("Next page")
    String next_page();

    @Message("Any")
    String any();

    @Message("Show")
    String show();

    @Message("Title")
    String title();

    @Message("State")
    String state();

    @Message("Since")
    String since();

    @Message("Why")
    String why();

    @Message("Reason")
    String reason();

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
}
