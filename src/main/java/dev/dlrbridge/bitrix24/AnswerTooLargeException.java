package dev.dlrbridge.bitrix24;

import java.io.IOException;

/** An answer was longer than anybody here reads; its connection is closed, and the rest of it never comes. */
final class AnswerTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerTooLargeException() {
        super("The answer is too large");
    }
}
