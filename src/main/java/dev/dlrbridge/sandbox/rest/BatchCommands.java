package dev.dlrbridge.sandbox.rest;

import dev.dlrbridge.sandbox.answer.RestError;
import dev.dlrbridge.sandbox.answer.SystemErrors;
import dev.dlrbridge.sandbox.php.PhpForm;
import dev.dlrbridge.sandbox.php.PhpValue;
import dev.dlrbridge.sandbox.php.RequestParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the commands of one {@code batch} call, one after another.
 *
 * @see <a href="https://apidocs.bitrix24.com/settings/how-to-call-rest-api/batch.html">batch</a>
 */
final class BatchCommands {
    private static final int MAX_LENGTH = 50;
    private static final Pattern REFERENCE = Pattern.compile("\\$result((?:\\[[^\\]]*\\])+)");
    private static final Pattern REFERENCE_KEY = Pattern.compile("\\[([^\\]]*)\\]");

    private final RestCall call;
    private final long startMicros;
    private final Map<String, Object> results = new LinkedHashMap<>();
    private final Map<String, Object> errors = new LinkedHashMap<>();
    private final Map<String, Object> times = new LinkedHashMap<>();

    BatchCommands(RestCall call) {
        this.call = call;
        startMicros = call.portal().nowMicros();
    }

    Map<String, Object> run() {
        call.portal().counters.batchCalls.incrementAndGet();
        if (call.parameters().value("cmd") instanceof Map<?, ?> commands) {
            runAll(commands, PhpValue.toBoolean(call.parameters().value("halt")));
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("result", results);
        answer.put("result_error", errors);
        answer.put("result_total", Map.of());
        answer.put("result_next", Map.of());
        answer.put("result_time", times);
        return answer;
    }

    private void runAll(Map<?, ?> commands, boolean halt) {
        var count = 0;
        for (var entry : commands.entrySet()) {
            var key = (String) entry.getKey();
            if (count++ >= MAX_LENGTH) {
                fail(key, SystemErrors.of("ERROR_BATCH_LENGTH_EXCEEDED"));
            } else if (entry.getValue() instanceof String command) {
                runOne(key, command);
            }
            if (halt && errors.containsKey(key)) {
                return;
            }
        }
    }

    private void runOne(String key, String command) {
        var withoutFragment = command.split("#", 2)[0];
        var question = withoutFragment.indexOf('?');
        var method = question < 0 ? withoutFragment : withoutFragment.substring(0, question);
        var query = question < 0 ? "" : withoutFragment.substring(question + 1);
        try {
            var result = execute(method, substitute(PhpForm.parse(query)));
            if (result != null) {
                results.put(key, result);
            }
            times.put(key, call.execution().timeOfCommand(method, startMicros));
        } catch (RestError error) {
            fail(key, error);
        }
    }

    private Object execute(String method, Map<String, Object> values) throws RestError {
        if (method.equalsIgnoreCase("batch")) {
            throw SystemErrors.of("ERROR_BATCH_METHOD_NOT_ALLOWED");
        }
        return RestMethods.call(method, call.command(new RequestParameters(values)));
    }

    private void fail(String key, RestError error) {
        errors.put(key, error.body());
    }

    private Map<String, Object> substitute(Map<String, Object> values) {
        values.replaceAll((name, value) -> value instanceof String text && text.contains("$result[")
                ? REFERENCE
                        .matcher(text)
                        .replaceAll(match -> Matcher.quoteReplacement(resolve(match.group(), match.group(1))))
                : value);
        return values;
    }

    // A reference to what failed, is missing or is an array stays as it is.
    private String resolve(String reference, String path) {
        Object value = results;
        var keys = REFERENCE_KEY.matcher(path);
        while (keys.find()) {
            value = value instanceof Map<?, ?> map ? map.get(keys.group(1)) : null;
        }
        return PhpValue.isScalar(value) ? PhpValue.toText(value) : reference;
    }
}
