package dev.dlrbridge.sandbox;

import java.util.Random;

/** Runs a sandbox as a program of its own: {@code --port N}, {@code --host NAME} to listen on all addresses, {@code --seed N}. */
public final class SandboxMain {
    private static final int DEFAULT_PORT = 8081;

    private SandboxMain() {}

    public static void main(String[] arguments) {
        var sandbox = Sandbox.start(options(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        System.out.println("Control API:  " + sandbox.controlUrl());
        System.out.println("OAuth server: " + sandbox.oauthUrl());
        System.out.println("Portals:      http://<address>:" + sandbox.port() + "/<memberId>/rest/");
    }

    static SandboxOptions options(String[] arguments) {
        var fromEnvironment = System.getenv("SANDBOX_PORT");
        var options = SandboxOptions.defaults()
                .withPort(fromEnvironment == null ? DEFAULT_PORT : Integer.parseInt(fromEnvironment));
        for (var i = 0; i < arguments.length; i += 2) {
            var value = i + 1 < arguments.length ? arguments[i + 1] : "";
            options = switch (arguments[i]) {
                case "--port" -> options.withPort(Integer.parseInt(value));
                case "--seed" -> options.withRandom(new Random(Long.parseLong(value)));
                case "--host" -> options.openTo(value);
                default -> throw new IllegalArgumentException("Unknown argument " + arguments[i]);
            };
        }
        return options;
    }
}
