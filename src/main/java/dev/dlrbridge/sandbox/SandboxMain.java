package dev.dlrbridge.sandbox;

import dev.dlrbridge.sandbox.tls.Authority;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Random;

/** Runs a sandbox as a program of its own; see docs/sandbox.md for its options. */
public final class SandboxMain {
    private static final int DEFAULT_PORT = 8081;
    private static final int DEFAULT_TLS_PORT = 8443;

    private SandboxMain() {}

    public static void main(String[] arguments) {
        var sandbox = start(options(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        System.out.println("Portals:      " + sandbox.controlUrl().resolve("/") + " (for people)");
        System.out.println("Control API:  " + sandbox.controlUrl());
        System.out.println("OAuth server: " + sandbox.oauthUrl());
        sandbox.secureUrl().ifPresent(url -> System.out.println("With TLS:     " + url));
        sandbox.authority().ifPresent(file -> System.out.println("Authority:    " + file + " (its certificate)"));
    }

    private static Sandbox start(SandboxOptions options) {
        try {
            return Sandbox.start(options);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof BindException) {
                System.err.println("Another program has a port of the sandbox ("
                        + e.getCause().getMessage() + "): choose others by --port and --tls-port");
                System.exit(1);
            }
            throw e;
        }
    }

    static SandboxOptions options(String[] arguments) {
        var fromEnvironment = System.getenv("SANDBOX_PORT");
        var options = SandboxOptions.defaults()
                .withPort(fromEnvironment == null ? DEFAULT_PORT : Integer.parseInt(fromEnvironment));
        for (var i = 0; i < arguments.length; i += 2) {
            var value = i + 1 < arguments.length ? arguments[i + 1] : "";
            options = switch (arguments[i]) {
                case "--port" -> options.withPort(Integer.parseInt(value));
                case "--tls-port" -> options.withTls(Integer.parseInt(value));
                case "--seed" -> options.withRandom(new Random(Long.parseLong(value)));
                case "--host" -> options.openTo(value);
                case "--state" -> options.withState(Path.of(value));
                default -> throw new IllegalArgumentException("Unknown argument " + arguments[i]);
            };
        }
        // Whoever takes another port may have several sandboxes, and says which of them has TLS.
        return options.port() == DEFAULT_PORT && options.tlsPort() == null && Authority.isPossible()
                ? options.withTls(DEFAULT_TLS_PORT)
                : options;
    }
}
