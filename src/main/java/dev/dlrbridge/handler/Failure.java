package dev.dlrbridge.handler;

/** Why a requested message is not sent, as the operator reads it beside the status that the portal shows. */
enum Failure {
    NO_RECIPIENT("The portal named no recipient"),
    NO_TEXT("The portal gave no text"),
    TEXT_TOO_LONG("The text is longer than a message may be"),
    NO_CHANNEL("There is no channel of this sender"),
    NO_ENDPOINT("No endpoint takes requested messages, or too many wait for it"),
    NOT_HANDED_OVER("The integrator did not take the message in time");

    private final String text;

    Failure(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
