package dev.dlrbridge.system;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The network between two programs of this machine, which can be made bad; or a balancer before several targets. */
final class NetworkProxy implements AutoCloseable {
    private static final long LATE_MS = 300;
    private static final long SLOW_BYTES_PER_SECOND = 20_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient client = vertx.createNetClient();
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int[] targets;
    private final int port;
    private volatile Condition condition = Condition.GOOD;
    private int next;

    /** How the network is. */
    enum Condition {
        GOOD,
        /** Each packet takes 300 ms longer. */
        LATE,
        /** 20 kB/s in each direction of each connection. */
        SLOW,
        /** Nothing arrives any more, and nobody is told. */
        HALF_OPEN,
        /** Connections are closed, new ones at once. */
        CUT
    }

    /** @param targets ports of 127.0.0.1, used in turn; one that does not listen is passed over; none: see {@link #use} */
    NetworkProxy(int... targets) {
        this.targets = targets;
        this.port = await(vertx.createNetServer().connectHandler(this::accept).listen(0, "127.0.0.1"))
                .actualPort();
    }

    int port() {
        return port;
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** This way for gateways and portals; administration, which no way from outside leads to, at one replica. */
    Function<String, URI> with(BridgeProcess replica) {
        return path -> path.startsWith("/api/") ? replica.address(path) : address(path);
    }

    /** New connections go to these from now on; those there are stay where they are. */
    void use(int... newTargets) {
        targets = newTargets;
    }

    /** What was lost while half open is noticed when that ends. */
    void become(Condition next) {
        Condition before = condition;
        condition = next;
        if (next == Condition.CUT || before == Condition.HALF_OPEN) {
            sockets.forEach(NetSocket::close);
        }
    }

    private void accept(NetSocket caller) {
        caller.pause();
        keep(caller);
        if (condition == Condition.CUT) {
            caller.close();
        } else if (condition != Condition.HALF_OPEN) {
            connect(caller, targets, next++, targets.length);
        }
    }

    private void connect(NetSocket caller, int[] ports, int index, int tries) {
        if (tries == 0) {
            caller.close();
            return;
        }
        client.connect(ports[index % ports.length], "127.0.0.1")
                .onSuccess(target -> join(caller, target))
                .onFailure(failure -> connect(caller, ports, index + 1, tries - 1));
    }

    private void join(NetSocket caller, NetSocket target) {
        keep(target);
        caller.closeHandler(closed -> drop(caller, target));
        target.closeHandler(closed -> drop(target, caller));
        caller.handler(new Pipe(target)::carry);
        target.handler(new Pipe(caller)::carry);
        caller.resume();
    }

    private void keep(NetSocket socket) {
        sockets.add(socket);
        socket.exceptionHandler(failure -> {});
        socket.closeHandler(closed -> sockets.remove(socket));
    }

    private void drop(NetSocket closed, NetSocket other) {
        sockets.remove(closed);
        other.close();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** One direction of a connection; keeps the order of what it carries however the network changes. */
    private final class Pipe {
        private final NetSocket to;
        private final Queue<Buffer> late = new ArrayDeque<>();
        private long free = System.currentTimeMillis();

        Pipe(NetSocket to) {
            this.to = to;
        }

        void carry(Buffer packet) {
            if (condition == Condition.HALF_OPEN) {
                return;
            }
            long now = System.currentTimeMillis();
            free = Math.max(free, now) + millis(packet, free > now);
            if (free > now || !late.isEmpty()) {
                late.add(packet);
                // Timers may pass each other, packets may not.
                vertx.setTimer(Math.max(1, free - now), timer -> to.write(late.remove()));
            } else {
                to.write(packet);
            }
        }

        private long millis(Buffer packet, boolean waiting) {
            return switch (condition) {
                case LATE -> waiting ? 0 : LATE_MS;
                case SLOW -> packet.length() * 1_000L / SLOW_BYTES_PER_SECOND;
                default -> 0;
            };
        }
    }
}
