package dev.dlrbridge.system;

import dev.dlrbridge.sandbox.portal.MessageSettings;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** What a gateway has to report: for each message some of its statuses, all of them in random order. */
final class ReportPlan {
    private static final List<MessageStatus> STATUSES =
            List.of(MessageStatus.SENT, MessageStatus.UNDELIVERED, MessageStatus.DELIVERED);

    private final Random random;
    private final List<KannelReport> reports = new ArrayList<>();

    private ReportPlan(Random random) {
        this.random = random;
    }

    /** Makes the messages at the portals too, as queued, so that every status is a change. */
    static List<KannelReport> of(List<RegisteredPortal> portals, int messagesEach, Random random) {
        ReportPlan plan = new ReportPlan(random);
        for (RegisteredPortal portal : portals) {
            for (int i = 0; i < messagesEach; i++) {
                plan.add(portal);
            }
        }
        Collections.shuffle(plan.reports, random);
        return plan.reports;
    }

    private void add(RegisteredPortal portal) {
        String messageId = newMessage(portal, random);
        int some = 1 + random.nextInt((1 << STATUSES.size()) - 1);
        for (int i = 0; i < STATUSES.size(); i++) {
            if ((some >> i & 1) == 1) {
                reports.add(new KannelReport(portal, messageId, STATUSES.get(i)));
            }
        }
    }

    static String newMessage(RegisteredPortal portal, Random random) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        String messageId = HexFormat.of().formatHex(id);
        portal.portal().messages().create(new MessageSettings(messageId, "queued", null, null, null));
        return messageId;
    }
}
