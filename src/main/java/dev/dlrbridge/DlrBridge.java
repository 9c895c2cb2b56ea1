package dev.dlrbridge;

import dev.dlrbridge.launch.Commands;
import dev.dlrbridge.launch.Service;
import dev.dlrbridge.sandbox.SandboxMain;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Entry point: the service, or one of the commands that do not boot it. */
@QuarkusMain
public class DlrBridge {
    DlrBridge() {}

    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Service.run();
            return;
        }
        int exitCode = Commands.of(options -> SandboxMain.main(options.toArray(String[]::new)))
                .execute(arguments);
        if (exitCode != Commands.Sandbox.GOES_ON) {
            System.exit(exitCode);
        }
    }
}
