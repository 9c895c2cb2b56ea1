package dev.dlrbridge.sandbox.rest;

import static java.util.Map.entry;

import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.sandbox.answer.RestError;
import dev.dlrbridge.sandbox.answer.SystemErrors;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The methods a portal knows, by lower-case name, except {@code batch}, and the one way in which each is called. */
final class RestMethods {
    private static final String SCOPE = "messageservice";
    private static final Map<String, Entry> METHODS = Map.ofEntries(
            entry("messageservice.message.status.update", new Entry(SCOPE, StatusUpdate::call)),
            entry("messageservice.sender.add", new Entry(SCOPE, Senders::add)),
            entry("messageservice.sender.update", new Entry(SCOPE, Senders::update)),
            entry("messageservice.sender.delete", new Entry(SCOPE, Senders::delete)),
            entry("messageservice.sender.list", new Entry(SCOPE, Senders::list)),
            entry("event.bind", new Entry(null, EventHandlers::bind)),
            entry("event.unbind", new Entry(null, EventHandlers::unbind)),
            entry("event.get", new Entry(null, EventHandlers::get)),
            entry("app.info", new Entry(null, RestMethods::appInfo)),
            entry("profile", new Entry(null, RestMethods::profile)));

    private RestMethods() {}

    interface Method {
        Object call(RestCall call) throws RestError;
    }

    private record Entry(String scope, Method method) {}

    static boolean knows(String name) {
        return METHODS.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** Calls one method, whose execution time is spent whatever comes of it; null when it has nothing to say. */
    static Object call(String name, RestCall call) throws RestError {
        var entry = METHODS.get(name.toLowerCase(Locale.ROOT));
        if (entry == null || !call.portal().settings().knows(name)) {
            throw SystemErrors.of("ERROR_METHOD_NOT_FOUND");
        }
        call.portal().counters.commands.incrementAndGet();
        var message = call.parameters().text("MESSAGE_ID");
        var faults = call.portal().faults();
        var error = faults.meetCommand(FaultKind.COMMAND_ERROR, name, message);
        if (error.isPresent()) {
            throw SystemErrors.of(error.get());
        }
        if (faults.meetCommand(FaultKind.COMMAND_SKIPPED, name, message).isPresent()) {
            return null;
        }
        if (entry.scope() != null && !call.portal().settings().grants(entry.scope())) {
            throw SystemErrors.of("insufficient_scope");
        }
        call.execution().checkCommand(name);
        try {
            return entry.method().call(call);
        } finally {
            call.execution().spend(name);
        }
    }

    private static Object appInfo(RestCall call) throws RestError {
        call.requireApplication();
        var info = new LinkedHashMap<String, Object>();
        info.put("ID", 1);
        info.put("CODE", call.access().clientId());
        info.put("VERSION", 1);
        info.put("STATUS", "L");
        info.put("INSTALLED", call.portal().isInstalled());
        info.put("PAYMENT_EXPIRED", call.portal().isPaid() ? "N" : "Y");
        info.put("DAYS", null);
        info.put("LANGUAGE_ID", "en");
        info.put("LICENSE", "en_sandbox");
        return info;
    }

    private static Object profile(RestCall call) {
        var userId = call.access().userId();
        var profile = new LinkedHashMap<String, Object>();
        profile.put("ID", Integer.toString(userId));
        profile.put("ADMIN", call.portal().isAdmin(userId));
        profile.put("NAME", "Sandbox");
        profile.put("LAST_NAME", "User");
        profile.put("PERSONAL_GENDER", "");
        profile.put("TIME_ZONE", "");
        profile.put("TIME_ZONE_OFFSET", 0);
        return profile;
    }
}
