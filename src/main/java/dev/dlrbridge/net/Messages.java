package dev.dlrbridge.net;

import dev.dlrbridge.net.RefusedRequests.Reason;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;

/** Sees where requests and answers begin and end, and lets an answer to a stranger be the connection's last. */
final class Messages extends ChannelDuplexHandler {
    /** Requests sent ahead of the answers: hardly any gateway does that, and each waits with all of its head. */
    static final int MOST_AHEAD = 16;

    /** Where the decoder found none. */
    private static final String NO_ADDRESS = "/bad-request";

    private final LimitedConnection connection;
    private final RefusedRequests refused;
    private int unanswered;
    private boolean isRefused;
    private boolean isWhole;
    private boolean isLast;

    Messages(LimitedConnection connection, RefusedRequests refused) {
        this.connection = connection;
        this.refused = refused;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!isRefused) {
            look(context, message);
        }
        if (isRefused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof LastHttpContent) {
            isWhole = true;
            connection.now(LimitedConnection.Awaits.ANSWER);
        }
        context.fireChannelRead(message);
    }

    private void look(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            begin(context, request);
        } else if (message instanceof HttpContent part && part.decoderResult().isFailure()) {
            refused.add(Reason.BODY, null);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        isWhole = false;
        connection.now(LimitedConnection.Awaits.BODY);
        if (request.decoderResult().isFailure()) {
            // The server's own handlers answer.
            unanswered++;
            refused.add(malformed(request), request.uri());
        } else if (!isOurVersion(request.protocolVersion())) {
            isRefused = true;
            refused.add(Reason.VERSION, request.uri());
            connection.refuseVersion();
        } else if (++unanswered > MOST_AHEAD) {
            isRefused = true;
            refused.add(Reason.TOO_MANY_AHEAD, request.uri());
            context.close();
        }
    }

    private static boolean isOurVersion(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    }

    private static Reason malformed(HttpRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return Reason.REQUEST_LINE_TOO_LONG;
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Reason.HEADERS_TOO_LARGE;
        }
        return request.uri().equals(NO_ADDRESS) ? Reason.REQUEST_LINE : Reason.HEADER;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                context.write(message, promise);
                return;
            }
            begin(response);
        }
        if (message instanceof LastHttpContent) {
            end(context, message, promise);
        } else {
            context.write(message, promise);
        }
    }

    private void begin(HttpResponse response) {
        if (!connection.isKept()) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        isLast = response.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    private void end(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        unanswered--;
        if (isLast) {
            context.write(message, promise.unvoid()).addListener(written -> connection.endSoon());
        } else {
            if (unanswered > 0 || !isWhole) {
                connection.now(isWhole ? LimitedConnection.Awaits.ANSWER : LimitedConnection.Awaits.BODY);
            } else {
                connection.now(LimitedConnection.Awaits.REQUEST);
            }
            context.write(message, promise);
        }
    }
}
