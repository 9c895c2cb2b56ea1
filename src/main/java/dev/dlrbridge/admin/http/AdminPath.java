package dev.dlrbridge.admin.http;

/**
 * Where administration is: the API, and the console, whose pages have the same addresses below their own beginning. So what
 * is said of one, who may and what the audit writes, holds for the other.
 */
public final class AdminPath {
    public static final String API = "/api/v1";
    public static final String CONSOLE = "/console";

    private AdminPath() {}

    /** The address without the beginning by which API and console differ; the whole of any other. */
    public static String below(String path) {
        if (isConsole(path)) {
            return path.substring(CONSOLE.length());
        }
        return path.startsWith(API) ? path.substring(API.length()) : path;
    }

    public static boolean isConsole(String path) {
        return path.equals(CONSOLE) || path.startsWith(CONSOLE + "/");
    }

    /** Whether it is one of the administration's, of whatever version. */
    public static boolean isAdministration(String path) {
        return path.equals("/api") || path.startsWith("/api/") || isConsole(path);
    }
}
