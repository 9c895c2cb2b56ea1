package dev.dlrbridge.journal;

import dev.dlrbridge.journal.DueMessages.Want;
import dev.dlrbridge.journal.OpenLanes.Offer;
import dev.dlrbridge.sql.Columns;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * What one commit may take.
 *
 * @param offers one for each portal
 * @param wanted for each row that the commit raises, whether an offer has room for it
 */
record ClaimedLanes(List<Offer> offers, Boolean[] wanted) {
    static ClaimedLanes of(List<StoredReport> raised, Function<UUID, Offer> claim) {
        Map<UUID, Offer> offers = new HashMap<>();
        Map<UUID, Integer> used = new HashMap<>();
        Boolean[] wanted = new Boolean[raised.size()];
        for (int i = 0; i < wanted.length; i++) {
            UUID portal = raised.get(i).destination().portalId();
            Offer offer = offers.computeIfAbsent(portal, claim);
            wanted[i] = offer != null
                    && used.merge(portal, 1, Integer::sum) <= offer.want().slots();
        }
        return new ClaimedLanes(new ArrayList<>(offers.values()), wanted);
    }

    boolean isEmpty() {
        return offers.isEmpty();
    }

    List<Want> wants() {
        return offers.stream().map(Offer::want).toList();
    }

    Tuple addTo(Tuple values) {
        Columns<Want> rows = Columns.of(wants());
        return values.addArrayOfBoolean(wanted)
                .addArrayOfUUID(rows.column(UUID.class, Want::portalId))
                .addArrayOfString(rows.column(String.class, Want::account))
                .addArrayOfLong(rows.column(Long.class, Want::epoch))
                .addUUID(offers.get(0).owner())
                .addValue(DueMessages.inFlight());
    }
}
