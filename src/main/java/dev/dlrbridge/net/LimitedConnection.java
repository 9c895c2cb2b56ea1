package dev.dlrbridge.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One connection, first in its pipeline. The server's own handlers come into being when a first head is whole, since they
 * take several times the memory of its bytes; until then there is nothing but these. Afterwards it is known what is
 * waited for, and since when.
 */
final class LimitedConnection extends ChannelInboundHandlerAdapter {
    /** Keeps the connection, see {@link ServerLimits#keep}. */
    static final AttributeKey<Runnable> KEEP = AttributeKey.valueOf("dlrbridge-keep");

    /** For each of a head and a body, however slowly its bytes come. */
    static final Duration RECEIVED_WITHIN = Duration.ofSeconds(10);
    /** More than the minute after which proxies let an idle one go, so that it is they who end it. */
    static final Duration IDLE_FOR = Duration.ofSeconds(75);
    /** For a caller to read its answer and stop sending: an end amid what it sends could cost it the answer. */
    static final Duration ENDED_WITHIN = Duration.ofSeconds(5);

    /** A head of most gateways; more is read only where there is room. */
    static final int SMALL_HEAD = 2 << 10;

    private static final int LONGEST_HEAD = ServerLimits.LONGEST_REQUEST_LINE + ServerLimits.LARGEST_HEADERS;
    /** Whoever sends a body that is too large shall read that, and not that its connection was reset. */
    private static final int MOST_DISCARDED = 1 << 20;

    /** What a connection takes on the heap, 1.5 KB as measured and then some. */
    static final int BARE = 2 << 10;
    /** With the server's handlers, 4 KB as measured, and a request in work, beside the fields of its head. */
    static final int WITH_HANDLERS = 6 << 10;

    private static final int HEADER_FIELD = 128;

    private static final String TIMEOUT = "408 Request Timeout";
    private static final String OTHER_VERSION = "505 HTTP Version Not Supported";
    private static final String ANSWER = "HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    private final Connections connections;
    private final ChannelHandler server;
    private final FirstHead head = new FirstHead();
    private ChannelHandlerContext context;
    private int discarded;
    private int weight = BARE;
    private volatile Awaits awaits = Awaits.FIRST_HEAD;
    private volatile long since;
    private boolean isKept;

    LimitedConnection(Connections connections, ChannelHandler server) {
        this.connections = connections;
        this.server = server;
    }

    /** What comes next. */
    enum Awaits {
        FIRST_HEAD,
        HEAD,
        BODY,
        ANSWER,
        REQUEST,
        END
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        since = connections.now();
        ctx.channel().attr(KEEP).set(this::keep);
        ctx.channel().closeFuture().addListener(closed -> connections.leave(this));
        connections.enter(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        head.release();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        switch (awaits) {
            case FIRST_HEAD -> collect((ByteBuf) message);
            case END -> discard((ByteBuf) message);
            case REQUEST -> {
                now(Awaits.HEAD);
                ctx.fireChannelRead(message);
            }
            default -> ctx.fireChannelRead(message);
        }
    }

    private void collect(ByteBuf part) {
        if (head.add(part) || head.length() > LONGEST_HEAD) {
            open();
        } else if (head.length() >= SMALL_HEAD) {
            readOnIfThereIsRoom();
        }
    }

    private void readOnIfThereIsRoom() {
        boolean room = connections.hasRoomForHead();
        if (room) {
            connections.progress(this, BARE + LONGEST_HEAD);
        }
        context.channel().config().setAutoRead(room);
    }

    private void open() {
        connections.progress(this, WITH_HANDLERS + head.length() + HEADER_FIELD * head.lines());
        if (!context.channel().isActive()) {
            return;
        }
        ChannelPipeline pipeline = context.pipeline();
        now(Awaits.HEAD, since);
        context.channel().config().setAutoRead(true);
        pipeline.addLast(server);
        pipeline.addBefore(pipeline.lastContext().name(), null, new Messages(this, connections.refused()));
        context.fireChannelRead(head.take());
    }

    private void discard(ByteBuf part) {
        discarded += part.readableBytes();
        part.release();
        if (discarded > MOST_DISCARDED) {
            context.close();
        }
    }

    void now(Awaits next) {
        now(next, connections.now());
    }

    /** The time first: who reads both meanwhile sees a time that is too late, not one that is too early. */
    private void now(Awaits next, long from) {
        since = from;
        awaits = next;
    }

    private void keep() {
        if (!isKept) {
            isKept = true;
            connections.keep(this, WITH_HANDLERS);
        }
    }

    boolean isKept() {
        return isKept;
    }

    /** The answer has been written, and is the last. */
    void endSoon() {
        now(Awaits.END);
        connections.progress(this, WITH_HANDLERS);
        if (context.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
        }
        context.channel().config().setAutoRead(true);
    }

    /** From any thread. */
    void look(long now, boolean hasRoom) {
        if (isLate(now) || hasRoom && isPaused()) {
            context.executor().execute(() -> act(now));
        }
    }

    private boolean isPaused() {
        return awaits == Awaits.FIRST_HEAD && !context.channel().config().isAutoRead();
    }

    private boolean isLate(long now) {
        return switch (awaits) {
            case FIRST_HEAD, HEAD, BODY -> isOver(RECEIVED_WITHIN, now);
            case REQUEST -> isOver(IDLE_FOR, now);
            case END -> isOver(ENDED_WITHIN, now);
            case ANSWER -> false;
        };
    }

    private boolean isOver(Duration time, long now) {
        return now - since > time.toNanos();
    }

    private void act(long now) {
        if (isLate(now)) {
            switch (awaits) {
                case FIRST_HEAD, HEAD -> late(Connections.Reason.HEAD_LATE);
                case BODY -> late(Connections.Reason.BODY_LATE);
                case REQUEST -> {
                    connections.ended(Connections.Reason.IDLE);
                    context.close();
                }
                default -> context.close();
            }
        } else if (isPaused()) {
            readOnIfThereIsRoom();
        }
    }

    private void late(Connections.Reason reason) {
        connections.ended(reason);
        connections.refused().add(RefusedRequests.Reason.LATE, null);
        answer(TIMEOUT);
    }

    /** A preface of HTTP/2 looks like a request of that version. */
    void refuseVersion() {
        answer(OTHER_VERSION);
    }

    /** Past the server's own handlers, which may not be there yet. */
    private void answer(String status) {
        context.writeAndFlush(Unpooled.copiedBuffer(ANSWER.formatted(status), StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** From any thread. */
    void close() {
        context.channel().close();
    }

    boolean isIdle() {
        return awaits == Awaits.REQUEST;
    }

    long since() {
        return since;
    }

    /** What it is reckoned to take, in bytes; the collection's lock is held. */
    int weight() {
        return weight;
    }

    void weight(int bytes) {
        weight = bytes;
    }
}
