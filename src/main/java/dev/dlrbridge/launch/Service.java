package dev.dlrbridge.launch;

import dev.dlrbridge.database.EmbeddedPostgres;
import dev.dlrbridge.database.EmbeddedPostgresException;
import dev.dlrbridge.gateway.profile.InvalidProfilesException;
import io.quarkus.runtime.Quarkus;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Runs the service: checks the configuration, starts what is embedded, and stops it again after the service. */
public final class Service {
    private Service() {}

    /** Returns when the service has stopped well; in development this happens at each reload too. */
    public static void run() {
        int exitCode;
        try (StopOrder order = new StopOrder()) {
            exitCode = runWithDatabase(BridgeSettings.load());
        } catch (InvalidSettingsException | EmbeddedPostgresException e) {
            System.err.println(e.getMessage());
            exitCode = 1;
        }
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static int runWithDatabase(BridgeSettings settings) {
        if (settings.hasServer() || NativeImage.isHere()) {
            return runQuarkus(settings.forServer());
        }
        Path directory = settings.directory();
        OwnSecrets secrets = new OwnSecrets(directory, new SecureRandom());
        try (EmbeddedPostgres database = EmbeddedPostgres.start(directory.resolve("postgres"), directory)) {
            Map<String, String> properties = settings.forEmbedded(database, secrets);
            System.out.println("No dlrbridge.database.url: using the embedded PostgreSQL in "
                    + directory.toAbsolutePath().normalize());
            settings.ownAdminToken(secrets)
                    .ifPresent(file -> System.out.println("The administration token is in " + file));
            return runQuarkus(properties);
        }
    }

    private static int runQuarkus(Map<String, String> properties) {
        properties.forEach(System::setProperty);
        AtomicInteger exitCode = new AtomicInteger();
        Quarkus.run(null, (code, failure) -> {
            exitCode.set(code);
            report(failure);
        });
        return exitCode.get();
    }

    /** Whoever passes an exit handler gets the failure to himself: Quarkus does not log it then. */
    private static void report(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigValidationException || cause instanceof InvalidProfilesException) {
                System.err.println(cause.getMessage());
                return;
            }
            if (cause instanceof BindException) {
                System.err.println("Another program has a port that the bridge needs (" + cause.getMessage()
                        + "): stop it, or set quarkus.http.port, quarkus.management.port or dlrbridge.admin.port");
                return;
            }
        }
        if (failure != null) {
            // Not a constant: a logger made before Quarkus has begun would fix another log manager.
            Logger.getLogger(Service.class).error("The service did not start", failure);
        }
    }
}
