package dev.dlrbridge.journal;

import dev.dlrbridge.journal.DueMessages.Want;
import java.util.Optional;
import java.util.UUID;

/** Offers as commits see them. */
public final class LaneOffers {
    private LaneOffers() {}

    /** It is used by that. */
    public static Optional<Want> claim(OpenLanes lanes, UUID portal) {
        return Optional.ofNullable(lanes.claim(portal)).map(OpenLanes.Offer::want);
    }
}
