package dev.dlrbridge.sandbox.event;

import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.RequestLog;
import dev.dlrbridge.sandbox.portal.TokenIssuer;
import dev.dlrbridge.sandbox.rest.Senders;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a portal tells an application by itself: SMS to be sent, events, opened pages; all as forms. */
public final class Callbacks {
    private final TokenIssuer tokens;
    private final Function<Portal, URI> serverEndpoint;
    private final FormPosts posts;

    public Callbacks(Vertx vertx, TokenIssuer tokens, Function<Portal, URI> serverEndpoint, RequestLog log) {
        this.tokens = tokens;
        this.serverEndpoint = serverEndpoint;
        posts = new FormPosts(vertx, log);
    }

    /** Throws {@link IllegalStateException} where the portal's user would see a send error at once. */
    public Future<SentSms> send(Portal portal, SmsRequest sms) {
        var installation = installation(portal, sms.clientId());
        var handler = Senders.handler(portal, installation.clientId(), sms.code());
        if (handler == null || !portal.isInstalled() || !portal.isPaid()) {
            throw new IllegalStateException("The sender or its application is gone, or not paid for");
        }
        var id = tokens.newSecret(32);
        portal.messages().create(sms.message(id));
        return posts.post(portal, "HANDLER", handler, handlerForm(portal, sms, id, installation), sms.times())
                .map(answers -> new SentSms(id, answers));
    }

    public Future<List<Integer>> raise(Portal portal, AppEvent event) {
        var installation = installation(portal, event.clientId());
        var addresses = event.url() == null ? bound(portal, installation.clientId(), event) : List.of(event.url());
        var form = new LinkedHashMap<String, Object>();
        form.put("event", event.event().name());
        form.put("event_handler_id", 12);
        form.put("data", happen(portal, event, installation));
        form.put("ts", portal.nowMillis() / 1000);
        form.put(
                "auth",
                switch (event.event()) {
                    case ONAPPINSTALL, ONAPPUPDATE -> installation.ofInstaller(event.userId());
                    case ONAPPUNINSTALL -> installation.proof();
                    case ONAPPPAYMENT -> installation.addresses();
                });
        return posts.postAll(portal, form, addresses, event.times());
    }

    public Future<List<Integer>> open(Portal portal, OpenedPage page) {
        var frame = frame(portal, page);
        return posts.post(portal, "page", frame.url(), frame.fields(), 1);
    }

    /** The same, to be posted by the browser of the user who opens it. */
    public OpenedFrame frame(Portal portal, OpenedPage page) {
        var installation = installation(portal, page.clientId());
        var url = page.url() + (page.url().contains("?") ? "&" : "?") + installation.pageQuery();
        var fields = installation.ofPage(page);
        return new OpenedFrame(url, fields, installation.frameName(), installation.initData(page, fields));
    }

    /** Where the application wants to be told of such events; what it had bound is forgotten by some of them. */
    private static List<String> bound(Portal portal, String clientId, AppEvent event) {
        var beginning = event.event().name() + ' ';
        return portal.eventHandlers(clientId).stream()
                .filter(bound -> bound.startsWith(beginning))
                .map(bound -> bound.substring(beginning.length()))
                .toList();
    }

    private Installation installation(Portal portal, String clientId) {
        return new Installation(portal, clientId, serverEndpoint.apply(portal), tokens.newSecret(32));
    }

    /** Lets it happen, and returns the event's data. */
    private Map<String, Object> happen(Portal portal, AppEvent event, Installation installation) {
        var clientId = installation.clientId();
        var data = new LinkedHashMap<String, Object>();
        switch (event.event()) {
            case ONAPPINSTALL -> {
                portal.setInstalled(true);
                data.put("VERSION", portal.version());
                data.put("ACTIVE", "Y");
                data.put("INSTALLED", "Y");
            }
            case ONAPPUPDATE -> {
                data.put("PREVIOUS_VERSION", portal.version());
                data.put("VERSION", portal.update(clientId, event.renewApplicationToken()));
            }
            case ONAPPUNINSTALL -> {
                portal.uninstall(clientId);
                data.put("CLEAN", event.clean() ? 1 : 0);
            }
            case ONAPPPAYMENT -> {
                portal.setPaid(!event.paymentExpired());
                data.put("CODE", clientId);
                data.put("VERSION", portal.version());
                data.put("STATUS", "S");
                data.put("PAYMENT_EXPIRED", event.paymentExpired() ? "Y" : "N");
                data.put("DAYS", event.paymentExpired() ? 0 : 30);
            }
        }
        data.put("LANGUAGE_ID", portal.settings().language());
        return data;
    }

    private static Map<String, Object> handlerForm(
            Portal portal, SmsRequest sms, String id, Installation installation) {
        var form = new LinkedHashMap<String, Object>();
        form.put("module_id", sms.module());
        switch (sms.module()) {
            case "crm" -> form.put("bindings", Map.of("0", Map.of("OWNER_TYPE_ID", 3, "OWNER_ID", 123)));
            case "bizproc" -> {
                form.put("workflow_id", "65c4a1b2c3d4e5.12345678");
                form.put("document_id", php("crm", "CCrmDocumentContact", "CONTACT_123"));
                form.put("document_type", php("crm", "CCrmDocumentContact", "CONTACT"));
            }
            default -> {}
        }
        form.put("properties", Map.of("phone_number", sms.to(), "message_text", sms.text()));
        form.put("type", "SMS");
        form.put("code", sms.code());
        form.put("message_id", id);
        form.put("message_to", sms.to());
        form.put("message_body", sms.text());
        form.put("ts", portal.nowMillis() / 1000);
        form.put("auth", sms.authorId() > 0 ? installation.ofUser(sms.authorId()) : installation.addresses());
        return form;
    }

    private static Map<String, Object> php(String... items) {
        var array = new LinkedHashMap<String, Object>();
        for (var item : items) {
            array.put(Integer.toString(array.size()), item);
        }
        return array;
    }
}
