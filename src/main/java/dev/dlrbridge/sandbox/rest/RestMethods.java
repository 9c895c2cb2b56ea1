package dev.dlrbridge.sandbox.rest;

import static java.util.Map.entry;

import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.sandbox.answer.RestError;
import dev.dlrbridge.sandbox.answer.SystemErrors;
import dev.dlrbridge.sandbox.portal.Portal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The methods a portal knows, by lower-case name, except {@code batch}, and the one way in which each is called. */
final class RestMethods {
    private static final Set<String> SCOPE = Set.of("messageservice");
    private static final Set<String> NONE = Set.of();
    private static final Map<String, Entry> METHODS = Map.ofEntries(
            entry("messageservice.message.status.update", new Entry(SCOPE, StatusUpdate::call)),
            entry("messageservice.sender.add", new Entry(SCOPE, Senders::add)),
            entry("messageservice.sender.update", new Entry(SCOPE, Senders::update)),
            entry("messageservice.sender.delete", new Entry(SCOPE, Senders::delete)),
            entry("messageservice.sender.list", new Entry(SCOPE, Senders::list)),
            entry("event.bind", new Entry(NONE, EventHandlers::bind)),
            entry("event.unbind", new Entry(NONE, EventHandlers::unbind)),
            entry("event.get", new Entry(NONE, EventHandlers::get)),
            entry("app.info", new Entry(NONE, CommonMethods::appInfo)),
            entry("profile", new Entry(NONE, CommonMethods::profile)),
            entry("scope", new Entry(NONE, CommonMethods::scope)),
            entry("methods", new Entry(NONE, CommonMethods::methods)),
            entry("method.get", new Entry(NONE, CommonMethods::method)),
            entry("server.time", new Entry(NONE, CommonMethods::serverTime)),
            entry("user.current", new Entry(Set.of("user", "user_basic", "user_brief"), CommonMethods::user)),
            entry("im.notify.system.add", new Entry(Set.of("im"), SystemNotification::add)));

    private RestMethods() {}

    interface Method {
        Object call(RestCall call) throws RestError;
    }

    /** @param scopes of which one is enough */
    private record Entry(Set<String> scopes, Method method) {}

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
        if (!grants(call.portal(), entry.scopes())) {
            throw SystemErrors.of("insufficient_scope");
        }
        call.execution().checkCommand(name);
        try {
            return entry.method().call(call);
        } finally {
            call.execution().spend(name);
        }
    }

    /** Names of those that the portal has and the filter takes. */
    static Map<String, Object> names(Portal portal, Predicate<Set<String>> scopes) {
        var names = new LinkedHashMap<String, Object>();
        METHODS.entrySet().stream()
                .filter(method -> portal.settings().knows(method.getKey())
                        && scopes.test(method.getValue().scopes()))
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(name -> names.put(Integer.toString(names.size()), name));
        return names;
    }

    /** Whether the application was granted one of these scopes, or none is needed. */
    static boolean grants(Portal portal, Set<String> scopes) {
        return scopes.isEmpty() || scopes.stream().anyMatch(portal.settings()::grants);
    }

    /** All scopes that a method of the portal needs. */
    static Set<String> scopes() {
        return METHODS.values().stream()
                .flatMap(entry -> entry.scopes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
