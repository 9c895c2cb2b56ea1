package dev.dlrbridge.journal.notice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The text of a notice: the replica that tells it, then a line for each portal with its account. */
final class WorkNotice {
    static final String NAME = "dlrbridge_work";

    /** PostgreSQL refuses <a href="https://www.postgresql.org/docs/current/sql-notify.html">8000 bytes</a> or more. */
    static final int LONGEST = 7999;

    private WorkNotice() {}

    /** As many notices as the portals need. */
    static List<String> payloads(UUID sender, Map<UUID, String> accounts) {
        List<String> payloads = new ArrayList<>();
        StringBuilder payload = new StringBuilder(sender.toString());
        int bytes = payload.length();
        for (Map.Entry<UUID, String> portal : accounts.entrySet()) {
            String line = "\n" + portal.getKey() + " " + portal.getValue();
            int more = line.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > LONGEST) {
                payloads.add(payload.toString());
                payload.setLength(sender.toString().length());
                bytes = payload.length();
            }
            payload.append(line);
            bytes += more;
        }
        payloads.add(payload.toString());
        return payloads;
    }

    /** Empty for the receiver's own notice, and for one that is none: anybody in the database may notify. */
    static Optional<Map<UUID, String>> read(UUID receiver, String payload) {
        String[] lines = payload.split("\n");
        if (lines[0].equals(receiver.toString())) {
            return Optional.empty();
        }
        try {
            Map<UUID, String> accounts = new HashMap<>();
            for (int i = 1; i < lines.length; i++) {
                int space = lines[i].indexOf(' ');
                accounts.put(UUID.fromString(lines[i].substring(0, space)), lines[i].substring(space + 1));
            }
            return Optional.of(accounts);
        } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
            return Optional.empty();
        }
    }
}
