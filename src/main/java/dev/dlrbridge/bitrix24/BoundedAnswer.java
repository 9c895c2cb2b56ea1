package dev.dlrbridge.bitrix24;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;

/**
 * Closes a connection as soon as an answer on it grows too large, since the client above holds an answer in memory until
 * it has all of it. It stands behind the codec, so that it counts what a body holds, however that was written.
 */
final class BoundedAnswer extends ChannelInboundHandlerAdapter {
    private final int largest;
    private long received;
    private boolean closed;

    private BoundedAnswer(int largest) {
        this.largest = largest;
    }

    /**
     * Bounds the bodies of all answers on a connection, HTTP/1.1 being the only version that is spoken.
     *
     * @return false when it has no codec yet: Vert.x adds it when it is connected, and, with TLS, after the handshake
     */
    static boolean bound(ChannelPipeline connection, int largest) {
        if (connection.get(HttpClientCodec.class) == null) {
            return false;
        }
        connection.addBefore(connection.lastContext().name(), null, new BoundedAnswer(largest));
        return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse) {
            received = 0;
        }
        if (message instanceof HttpContent content) {
            received += content.content().readableBytes();
        }
        if (closed || received > largest) {
            ReferenceCountUtil.release(message);
            close(context);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void close(ChannelHandlerContext context) {
        if (!closed) {
            closed = true;
            context.fireExceptionCaught(new TooLargeException());
            context.close();
        }
    }

    /** An answer was longer than anybody here reads; its connection is closed, and the rest of it never comes. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("The answer is too large");
        }
    }
}
