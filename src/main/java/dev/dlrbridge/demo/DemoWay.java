package dev.dlrbridge.demo;

import dev.dlrbridge.demo.DemoReports.Sent;
import dev.dlrbridge.journal.ReportView;
import dev.dlrbridge.journal.refusal.ChannelRefusal;
import dev.dlrbridge.journal.refusal.Refusals;
import dev.dlrbridge.search.Calls.Call;
import dev.dlrbridge.search.MessageLife;
import dev.dlrbridge.search.MessageLives;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Portals;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way of the last messages, step by step, by what each room of the bridge knows of them. */
@IfBuildProfile("dev")
@ApplicationScoped
class DemoWay {
    private static final int MOST = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final Deque<Started> last = new ArrayDeque<>();
    private final DemoPortal demo;
    private final Portals portals;
    private final MessageLives lives;
    private final Refusals refusals;

    DemoWay(DemoPortal demo, Portals portals, MessageLives lives, Refusals refusals) {
        this.demo = demo;
        this.portals = portals;
        this.lives = lives;
        this.refusals = refusals;
    }

    /** @param channel null when nothing was sent to one yet */
    private record Started(String title, String messageId, Channel channel, int answer) {
        String portal() {
            return channel == null ? DemoPortal.MEMBER_ID : DemoPortal.REPORTS_MEMBER_ID;
        }
    }

    void sms(String messageId) {
        add(new Started("SMS from the portal", messageId, null, 0));
    }

    void report(Sent sent) {
        add(new Started(sent.sample().gateway(), sent.messageId(), sent.channel(), sent.answer()));
    }

    private synchronized void add(Started started) {
        last.removeIf(earlier -> earlier.messageId().equals(started.messageId()));
        last.addFirst(started);
        if (last.size() > MOST) {
            last.removeLast();
        }
    }

    /** Each with its title, message and steps, the last first. */
    List<Map<String, Object>> shown() {
        List<Started> all;
        synchronized (this) {
            all = List.copyOf(last);
        }
        return all.stream().map(this::shown).toList();
    }

    private Map<String, Object> shown(Started started) {
        return Map.of("title", started.title(), "id", started.messageId(), "steps", steps(started));
    }

    private List<Map<String, String>> steps(Started started) {
        List<Map<String, String>> steps = new ArrayList<>();
        if (started.answer() >= 400) {
            steps.add(step("Refused", "bad", refusal(started)));
            return steps;
        }
        Optional<MessageLife> life = await(portals.find(DemoPortal.CLIENT_ID, started.portal())
                .chain(portal -> lives.find(portal.orElseThrow(), started.messageId())));
        life.ifPresent(known -> {
            for (ReportView report : known.message().reports()) {
                steps.add(step("Arrived", "ok", at(report.receivedAt())));
                steps.add(step(
                        "Read as",
                        report.status() == null ? "bad" : "ok",
                        report.rawStatus() + " → "
                                + (report.status() == null
                                        ? "not understood"
                                        : report.status().word())));
                steps.add(step("Committed", "ok", "then answered" + answer(started)));
            }
            known.calls().failed().forEach(call -> steps.add(step("Called", "bad", said(call))));
            Optional.ofNullable(known.calls().succeeded())
                    .ifPresent(call -> steps.add(step("Called", "ok", said(call))));
        });
        demo.status(started.messageId()).ifPresent(status -> steps.add(step("Shown at the portal", status, status)));
        return steps;
    }

    private static String answer(Started started) {
        return started.answer() == 0 ? "" : " with HTTP " + started.answer();
    }

    private String refusal(Started started) {
        Channel channel = started.channel();
        String reason = await(refusals.ofChannel(channel.portalId(), channel.id())).stream()
                .findFirst()
                .map(ChannelRefusal::reason)
                .orElse("the reason is written down in a moment");
        return "HTTP " + started.answer() + ": " + reason;
    }

    private static String said(Call call) {
        return at(call.at())
                + (call.httpStatus() == null ? "" : ", HTTP " + call.httpStatus())
                + (call.code() == null ? "" : ", " + call.code())
                + (call.millis() == null ? "" : ", " + call.millis() + " ms");
    }

    private static Map<String, String> step(String name, String outcome, String text) {
        return Map.of("name", name, "outcome", outcome, "text", text);
    }

    private static String at(Instant time) {
        return TIME.format(time);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
