package dev.dlrbridge.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitedConnectionTest {
    private static final String HEAD = "GET /dlr/a/b HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String HEAD_WITH_BODY = "POST /dlr/a/b HTTP/1.1\r\nContent-Length: 2000\r\n\r\n";

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final List<HttpRequest> requests = new ArrayList<>();
    private final Connections connections = connections(1 << 20);
    private final EmbeddedChannel channel = connect(connections);

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {HEAD, "\r\n\r\n" + HEAD, "GET / HTTP/1.0\r\n\r\n"})
    void shouldMakeTheServersHandlersOnlyWhenAFirstHeadIsWhole(String head) {
        for (int i = 0; i < head.length() - 1; i++) {
            receive(head.substring(i, i + 1));
        }
        assertThat(channel.pipeline().get(HttpRequestDecoder.class)).isNull();

        receive("\n");

        assertThat(requests)
                .singleElement()
                .satisfies(request ->
                        assertThat(request.decoderResult().isSuccess()).isTrue());
    }

    @Test
    void shouldEndAConnectionWhoseHeadTricklesIn() {
        for (int second = 0; second < 9; second++) {
            receive("G");
            pass(Duration.ofSeconds(1));
            assertThat(channel.isActive()).isTrue();
        }

        pass(Duration.ofSeconds(2));

        assertThat(sent()).startsWith("HTTP/1.1 408");
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void shouldEndAConnectionWhoseSecondHeadTricklesIn() {
        askAndBeAnswered();
        pass(Duration.ofSeconds(60));
        receive("G");
        pass(Duration.ofSeconds(9));
        receive("E");
        assertThat(channel.isActive()).isTrue();

        pass(Duration.ofSeconds(2));

        assertThat(sent()).startsWith("HTTP/1.1 408");
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void shouldWaitForASlowGatewayAndNotForOneThatIsSlowerStill() {
        receive(HEAD_WITH_BODY);
        for (int second = 0; second < 9; second++) {
            receive("a".repeat(200));
            pass(Duration.ofSeconds(1));
        }
        assertThat(channel.isActive()).isTrue();

        pass(Duration.ofSeconds(2));

        assertThat(sent()).startsWith("HTTP/1.1 408");
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void shouldLetTheBridgeTakeItsTime() {
        receive(HEAD);

        pass(Duration.ofMinutes(5));

        assertThat(channel.isActive()).isTrue();
    }

    @Test
    void shouldKeepAKnownCallersConnectionForAMinuteAndNotMuchLonger() {
        askAndBeAnswered();
        pass(Duration.ofSeconds(65));
        assertThat(channel.isActive()).isTrue();

        pass(Duration.ofSeconds(15));

        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void shouldMakeAnAnswerTheLastForAStranger() {
        receive(HEAD_WITH_BODY);

        answer();

        assertThat(sent()).startsWith("HTTP/1.1 404").containsIgnoringCase("connection: close");
        receive("a".repeat(1_000) + HEAD);
        assertThat(requests).hasSize(1);
        pass(Duration.ofSeconds(6));
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void shouldEndAConnectionThatAsksFarAheadOfItsAnswers() {
        receive(HEAD.repeat(Messages.MOST_AHEAD));
        assertThat(requests).hasSize(Messages.MOST_AHEAD);
        assertThat(channel.isActive()).isTrue();

        receive(HEAD);

        assertThat(requests).hasSize(Messages.MOST_AHEAD);
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void shouldRefuseAnotherVersion() {
        receive("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        assertThat(sent()).startsWith("HTTP/1.1 505");
        assertThat(requests).isEmpty();
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void shouldReadALargeHeadOnlyWhereThereIsRoom() {
        // given
        Connections small = connections(60 << 10);
        EmbeddedChannel first = connect(small);
        EmbeddedChannel second = connect(small);
        String part = "GET /?" + "a".repeat(LimitedConnection.SMALL_HEAD);
        first.writeInbound(bytes(part));
        second.writeInbound(bytes(part));
        EmbeddedChannel third = connect(small);

        // when
        third.writeInbound(bytes(part));

        // then
        assertThat(first.config().isAutoRead()).isTrue();
        assertThat(second.config().isAutoRead()).isTrue();
        assertThat(third.config().isAutoRead()).isFalse();
        first.close();
        second.close();
        small.sweep();
        third.runPendingTasks();
        assertThat(third.config().isAutoRead()).isTrue();
        third.finishAndReleaseAll();
    }

    private void askAndBeAnswered() {
        receive(HEAD);
        channel.attr(LimitedConnection.KEEP).get().run();
        answer();
        assertThat(sent()).doesNotContainIgnoringCase("connection: close");
    }

    private void receive(String text) {
        channel.writeInbound(bytes(text));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private void answer() {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND));
    }

    private String sent() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            text.append(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }
        return text.toString();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos() + 1);
        connections.sweep();
        channel.runPendingTasks();
    }

    private Connections connections(long limit) {
        return new Connections(
                limit, nanos::get, new SimpleMeterRegistry(), "test", new RefusedRequests(new SimpleMeterRegistry()));
    }

    private EmbeddedChannel connect(Connections to) {
        return new EmbeddedChannel(new LimitedConnection(to, new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel accepted) {
                accepted.pipeline().addLast(new HttpRequestDecoder(), new HttpResponseEncoder(), new Application());
            }
        }));
    }

    private final class Application extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                requests.add(request);
            }
            ReferenceCountUtil.release(message);
        }
    }
}
