package dev.dlrbridge.journal;

import java.util.List;
import java.util.stream.Stream;

/** How a gateway's own id may lie in the tables: as it is, or hashed, where a number can be read in it. */
public final class GatewayIds {
    private GatewayIds() {}

    public static List<String> stored(String id) {
        return Stream.of(Text.cut(id, Text.LONGEST_ID), Text.key(id), Text.hash(id))
                .distinct()
                .toList();
    }
}
