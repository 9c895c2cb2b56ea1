package dev.dlrbridge.sandbox.event;

import dev.dlrbridge.sandbox.php.PhpForm;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.RequestLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Posts forms to applications as Bitrix24's queue server does: once, whatever is answered. */
final class FormPosts {
    private static final int CONNECT_MS = 5_000;
    private static final long ANSWER_MS = 30_000;

    private final HttpClient client;
    private final RequestLog log;

    FormPosts(Vertx vertx, RequestLog log) {
        this.log = log;
        client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MS));
    }

    /** Posts the same form so many times, one after another; the HTTP statuses, 0 where there was no answer. */
    Future<List<Integer>> post(Portal portal, String name, String url, Map<String, Object> form, int times) {
        return postAll(portal, name, form, Collections.nCopies(times, url));
    }

    /** The same to each address. */
    Future<List<Integer>> postAll(Portal portal, Map<String, Object> event, List<String> urls, int times) {
        var all = urls.stream()
                .flatMap(url -> Collections.nCopies(times, url).stream())
                .toList();
        return postAll(portal, String.valueOf(event.get("event")), event, all);
    }

    private Future<List<Integer>> postAll(Portal portal, String name, Map<String, Object> form, List<String> urls) {
        Future<List<Integer>> statuses = Future.succeededFuture(new ArrayList<>());
        for (var url : urls) {
            var request = request(url);
            statuses = statuses.compose(earlier -> post(portal, name, url, request, PhpForm.encode(form))
                    .map(status -> {
                        earlier.add(status);
                        return earlier;
                    }));
        }
        return statuses;
    }

    private Future<Integer> post(Portal portal, String name, String url, RequestOptions options, String form) {
        var entry = log.begin(portal.memberId(), RequestLog.Way.OUT, name, () -> Map.of("url", url));
        return client.request(options)
                .compose(request -> request.send(form))
                .map(HttpClientResponse::statusCode)
                .otherwise(0)
                .onSuccess(status -> entry.answered(status, null));
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
