package dev.dlrbridge.console.frame;

import java.util.List;

/**
 * What stands around a page.
 *
 * @param user name of the token that he logged in with; null before the login
 * @param operator whether he may do what operators may
 * @param admin whether he may do what administrators may
 * @param limited whether he sees some applications only
 * @param formToken what his forms carry
 * @param path where he is
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
        String query,
        String language,
        List<Language> languages,
        String version) {
    /** @param name in the language itself */
    public record Language(String tag, String name, boolean chosen) {}

    /** Whether the page he is at lies there. */
    public boolean isAt(String beginning) {
        return beginning.equals("/console") ? path.equals(beginning) : path.startsWith(beginning);
    }
}
