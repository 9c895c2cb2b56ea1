package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.ApiCode;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.Settlement;
import dev.dlrbridge.journal.Settlement.PortalCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a call has led to.
 *
 * @param settlements one for each message
 * @param parking why the portal cannot be called any more, if so
 * @param letIn whether the portal takes calls, whatever it said of their messages
 */
record Outcome(List<Settlement> settlements, Optional<ParkingReason> parking, boolean letIn) {
    Outcome {
        settlements = List.copyOf(settlements);
    }

    /** The same, of a call that was made. */
    Outcome by(PortalCall call) {
        return new Outcome(
                settlements.stream().map(settlement -> settlement.by(call)).toList(), parking, letIn);
    }

    /** Whether the portal refuses a status for its sender, as it does when that is gone. */
    boolean namesSender() {
        return settlements.stream()
                .anyMatch(settled ->
                        ApiCode.ERROR_SENDER_VALIDATION_FAILURE.name().equals(settled.error()));
    }

    /** The call was not made, or nobody knows what became of it. */
    static Outcome of(List<Settlement> settlements) {
        return new Outcome(settlements, Optional.empty(), false);
    }

    /** Nothing was sent: they are due again at once, for whoever holds their lane. */
    static Outcome givenBack(List<DueMessage> messages) {
        return of(messages.stream()
                .map(message -> Settlement.postponed(message, Duration.ZERO, null))
                .toList());
    }

    /**
     * Why a portal cannot be called.
     *
     * @param code an error code of Bitrix24
     * @param disposition {@code PARK}, {@code PARK_AND_PROBE} or {@code APPLICATION_ALARM}
     */
    record ParkingReason(String code, Disposition disposition) {}
}
