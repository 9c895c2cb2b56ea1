package dev.dlrbridge.console.frame;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands around a page.
 *
 * @param user name of the token that he logged in with; null before the login
 * @param operator whether he may do what operators may
 * @param admin whether he may do what administrators may
 * @param limited whether he sees some applications only
 * @param formToken what his forms carry
 * @param path where he is
 * @param parameters what stands behind the path, as it came
 * @param query what he searched for
 */
public record Frame(
        String user,
        String role,
        boolean operator,
        boolean admin,
        boolean limited,
        String formToken,
        String path,
        String parameters,
        String query,
        String language,
        List<Language> languages,
        String version) {
    /** @param name in the language itself */
    public record Language(String tag, String name, boolean chosen) {}

    /** This page's address with another value of one parameter, and from its first page on unless that is the parameter. */
    public String with(String name, String value) {
        String others = Arrays.stream(parameters.split("&"))
                .filter(parameter ->
                        !parameter.isEmpty() && !parameter.startsWith(name + "=") && !parameter.startsWith("after="))
                .collect(Collectors.joining("&"));
        return path + "?" + (others.isEmpty() ? "" : others + "&") + name + "=" + value;
    }

    /** Which of the pages in the bar he is at, or below. */
    public String section() {
        List<String> parts = List.of(path.split("/"));
        return Stream.of("messages", "portals")
                .filter(parts::contains)
                .findFirst()
                .orElse(parts.size() > 2 ? parts.get(2) : "");
    }
}
