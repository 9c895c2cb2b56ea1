package dev.dlrbridge.system;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Portals that ask for so many messages a second. Bitrix24 posts a message once, or twice where it takes the first for lost:
 * so here each is posted until it was taken.
 */
final class RequestingPortals implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    private static final long PAUSE_NANOS = 300_000_000;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Queue<Message> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Message> taken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger total = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

    /**
     * @param portal which asks
     * @param senderCode whom the message is from
     * @param handler the portal's address at the bridge
     */
    record Sender(RegisteredPortal portal, String senderCode, URI handler) {}

    /** A message of the sandbox's portal. */
    record Message(Sender sender, String id) {
        String form() {
            return "module_id=crm&type=SMS&code=" + sender.senderCode() + "&message_id=" + id
                    + "&message_to=%2B491700000000&message_body=Code+1234&auth%5Bmember_id%5D="
                    + sender.portal().portal().memberId();
        }
    }

    RequestingPortals() {
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.execute(this::work);
        }
    }

    /** Asks for one message more. */
    void request(List<Sender> senders, Random random) {
        Sender sender = senders.get(random.nextInt(senders.size()));
        waiting.add(new Message(sender, ReportPlan.newMessage(sender.portal(), random)));
        total.incrementAndGet();
    }

    boolean areAllTaken() {
        return taken.size() == total.get();
    }

    List<Message> taken() {
        return List.copyOf(taken);
    }

    /** Posts that were not answered with success. */
    int repeated() {
        return repeated.get();
    }

    private void work() {
        Http http = new Http();
        while (!Thread.currentThread().isInterrupted()) {
            Message message = waiting.poll();
            if (message == null) {
                LockSupport.parkNanos(PAUSE_NANOS / 10);
            } else if (isTaken(http, message)) {
                taken.add(message);
            } else {
                repeated.incrementAndGet();
                waiting.add(message);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static boolean isTaken(Http http, Message message) {
        try {
            return http.post(message.sender().handler(), FORM, message.form()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
