package dev.dlrbridge.admin;

import java.util.List;
import java.util.Random;

/**
 * One request line that somebody may think leads to administration: an address of the API, its characters and its way
 * there written in every fashion that a proxy, a router or a server might undo.
 */
record PathSpelling(String method, String target) {
    private static final List<String> METHODS = List.of(
            "GET",
            "GET",
            "GET",
            "GET",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "get",
            "PROPFIND");
    private static final List<String> ADDRESSES = List.of(
            "/api/v1/applications",
            "/api/v1/gateways",
            "/api/v1/tokens",
            "/api/v1/audit",
            "/api/v1/encryption/reencrypt",
            "/api/v1/quarantine/replay?gateway=kannel",
            "/api",
            "/q/health");
    private static final List<String> BEFORE = List.of(
            "",
            "",
            "",
            "/",
            "/dlr",
            "/dlr/",
            "/dlr/kannel/key",
            "/bitrix24",
            "/bitrix24/install/a",
            "/x",
            "/DLR",
            "http://localhost",
            "http://localhost/dlr",
            "//localhost",
            "http://localhost:8090",
            "dlr",
            "*",
            "?");
    private static final List<String> UP = List.of(
            "/..",
            "/../",
            "/.",
            "/./",
            "//",
            "/../..",
            "/%2e%2e",
            "/%2e",
            "/.%2e",
            "/%2E%2e/",
            "%2f..",
            "%2f%2e%2e",
            "/%252e%252e",
            "%252f..",
            "/..;",
            "/..;a=b",
            "/;a=b/..",
            "\\..",
            "%5c..",
            "%5c%2e%2e",
            "/..%00",
            "/..%0d%0a",
            "/..%09",
            "/%c0%ae%c0%ae",
            "/%e0%80%ae%e0%80%ae",
            "%c0%af..",
            "/%ef%bc%8e%ef%bc%8e",
            "%ef%bc%8f..",
            "/%u002e%u002e",
            "/..%2f",
            "/.%2e%2f",
            "/a%2fb/%2e%2e/%2e%2e",
            "/..%3b",
            "/..#",
            "/..?/..",
            "/%2e%2e%3f",
            "/%25%32%65%25%32%65",
            "/..\t",
            "/..%20",
            "/... ",
            "/...",
            "/..%2500",
            "/.;/..",
            "/~/..",
            "/%7e/%2e%2e");
    private static final List<String> SLASHES = List.of("/", "/", "/", "//", "/./", "%2f", "%5c", "\\", "/;/", "/%2e/");
    private static final List<String> AFTER = List.of(
            "", "", "", "/", "//", ";", ";a=b", "%00", "%20", "?", "#", "/.", "/..", "/%2e", ".json", "%2f", "?a=b",
            "%3f");

    static PathSpelling random(Random random) {
        StringBuilder target = new StringBuilder(pick(random, BEFORE));
        for (int i = random.nextInt(8) / 3; i > 0; i--) {
            target.append(pick(random, UP));
        }
        String address = pick(random, ADDRESSES);
        boolean odd = random.nextInt(3) == 0;
        for (char character : address.toCharArray()) {
            if (character == '/' && odd) {
                target.append(pick(random, SLASHES));
            } else if (random.nextInt(odd ? 4 : 40) == 0) {
                target.append(written(random, character));
            } else {
                target.append(character);
            }
        }
        return new PathSpelling(
                pick(random, METHODS),
                target.append(odd ? pick(random, AFTER) : "").toString());
    }

    private static String written(Random random, char character) {
        return switch (random.nextInt(4)) {
            case 0 -> "%%%02x".formatted((int) character);
            case 1 -> "%%25%02X".formatted((int) character);
            case 2 -> String.valueOf(Character.toUpperCase(character));
            default -> "%%%02X".formatted((int) character);
        };
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
