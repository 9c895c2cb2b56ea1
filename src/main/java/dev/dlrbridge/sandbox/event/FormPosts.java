package dev.dlrbridge.sandbox.event;

import dev.dlrbridge.sandbox.php.PhpForm;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Posts forms to applications as Bitrix24's queue server does: once, whatever is answered. */
final class FormPosts {
    private static final int CONNECT_MS = 5_000;
    private static final long ANSWER_MS = 30_000;

    private final HttpClient client;

    FormPosts(Vertx vertx) {
        client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MS));
    }

    /** Posts the same form so many times, one after another; the HTTP statuses, 0 where there was no answer. */
    Future<List<Integer>> post(String url, Map<String, Object> form, int times) {
        Future<List<Integer>> statuses = Future.succeededFuture(new ArrayList<>());
        for (var i = 0; i < times; i++) {
            statuses =
                    statuses.compose(earlier -> post(url, PhpForm.encode(form)).map(status -> {
                        earlier.add(status);
                        return earlier;
                    }));
        }
        return statuses;
    }

    private Future<Integer> post(String url, String form) {
        return client.request(request(url))
                .compose(request -> request.send(form))
                .map(HttpClientResponse::statusCode)
                .otherwise(0);
    }

    /** Throws {@link IllegalArgumentException} for what is no address. */
    private static RequestOptions request(String url) {
        try {
            return new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setAbsoluteURI(new java.net.URL(url))
                    .setTimeout(ANSWER_MS)
                    .putHeader("Content-Type", "application/x-www-form-urlencoded");
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException("Not a url");
        }
    }
}
