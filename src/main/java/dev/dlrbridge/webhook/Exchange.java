package dev.dlrbridge.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** One request and its answer, of which so much is read as anybody here needs. */
final class Exchange {
    static final int LARGEST_ANSWER = 64 << 10;

    private HttpClientRequest request;
    private boolean ended;

    /** Sends nothing when its time is over by then. */
    Future<Answer> send(HttpClientRequest connected, byte[] body) {
        synchronized (this) {
            request = connected;
            if (ended) {
                connected.reset();
                return Future.failedFuture(new TimeoutException());
            }
        }
        return connected.send(Buffer.buffer(body)).compose(this::read);
    }

    /** @param broken whether its connection is of no more use */
    synchronized void end(boolean broken) {
        ended = true;
        if (broken && request != null) {
            request.reset();
        }
    }

    private Future<Answer> read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        Promise<Answer> read = Promise.promise();
        response.handler(part -> {
            body.appendBuffer(part, 0, Math.min(part.length(), LARGEST_ANSWER - body.length()));
            if (body.length() == LARGEST_ANSWER && read.tryComplete(answer(response, body))) {
                end(true);
            }
        });
        response.exceptionHandler(read::tryFail);
        response.endHandler(end -> read.tryComplete(answer(response, body)));
        return read.future();
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        return new Answer(response.statusCode(), response.getHeader(HttpHeaders.RETRY_AFTER), body.getBytes());
    }

    /** What of an answer counts. */
    record Answer(int status, String retryAfter, byte[] body) {
        Attempt attempt(Duration duration) {
            return new Attempt(status, body, retryAfter, duration);
        }
    }
}
