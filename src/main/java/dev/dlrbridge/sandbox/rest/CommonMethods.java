package dev.dlrbridge.sandbox.rest;

import dev.dlrbridge.sandbox.answer.RestError;
import dev.dlrbridge.sandbox.php.PhpValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every portal says of itself, of the application, and of the user who calls.
 *
 * @see <a href="https://apidocs.bitrix24.com/api-reference/common/system/index.html">System methods</a>
 */
final class CommonMethods {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    private CommonMethods() {}

    static Object appInfo(RestCall call) throws RestError {
        call.requireApplication();
        var info = new LinkedHashMap<String, Object>();
        info.put("ID", 1);
        info.put("CODE", call.access().clientId());
        info.put("VERSION", 1);
        info.put("STATUS", "L");
        info.put("INSTALLED", call.portal().isInstalled());
        info.put("PAYMENT_EXPIRED", call.portal().isPaid() ? "N" : "Y");
        info.put("DAYS", null);
        info.put("LANGUAGE_ID", call.portal().settings().language());
        info.put("LICENSE", "en_sandbox");
        return info;
    }

    static Object profile(RestCall call) {
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

    static Object user(RestCall call) {
        var now = time(call);
        var user = new LinkedHashMap<String, Object>();
        user.put("ID", Integer.toString(call.access().userId()));
        user.put("ACTIVE", true);
        user.put("NAME", "Sandbox");
        user.put("LAST_NAME", "User");
        user.put("EMAIL", "user" + call.access().userId() + "@sandbox.invalid");
        user.put("LAST_LOGIN", now);
        user.put("DATE_REGISTER", now.substring(0, 10) + "T00:00:00+00:00");
        user.put("IS_ONLINE", "Y");
        user.put("LAST_ACTIVITY_DATE", now.substring(0, 19).replace('T', ' '));
        user.put("PERSONAL_GENDER", "");
        user.put("PERSONAL_BIRTHDAY", "");
        user.put("WORK_POSITION", "");
        user.put("UF_EMPLOYMENT_DATE", "");
        user.put("UF_DEPARTMENT", Map.of("0", 1));
        return user;
    }

    static Object serverTime(RestCall call) {
        return time(call);
    }

    /** Those of the application, or with {@code full} all that this portal knows. */
    static Object scope(RestCall call) {
        return isFull(call)
                ? list(List.copyOf(RestMethods.scopes()))
                : list(List.of(call.portal().settings().scope().split("[, ]+")));
    }

    /** Those that the application may call; with {@code full} all; with {@code scope} those of one, or of none. */
    static Object methods(RestCall call) {
        if (call.parameters().has("scope")) {
            var scope = call.parameters().text("scope");
            return RestMethods.names(
                    call.portal(), needed -> scope.isEmpty() ? needed.isEmpty() : needed.contains(scope));
        }
        return RestMethods.names(call.portal(), needed -> isFull(call) || RestMethods.grants(call.portal(), needed));
    }

    static Object method(RestCall call) {
        var name = call.parameters().text("name");
        var method = new LinkedHashMap<String, Object>();
        method.put("isExisting", isThere(call, name, false));
        method.put("isAvailable", isThere(call, name, true));
        return method;
    }

    private static boolean isThere(RestCall call, String name, boolean granted) {
        return RestMethods.names(call.portal(), needed -> !granted || RestMethods.grants(call.portal(), needed))
                .containsValue(name);
    }

    private static boolean isFull(RestCall call) {
        return Set.of("true", "1", "Y")
                .contains(PhpValue.toText(call.parameters().value("full")));
    }

    private static String time(RestCall call) {
        return TIME.format(Instant.ofEpochMilli(call.portal().nowMillis()));
    }

    private static Map<String, Object> list(List<String> items) {
        var list = new LinkedHashMap<String, Object>();
        items.forEach(item -> list.put(Integer.toString(list.size()), item));
        return list;
    }
}
