package dev.dlrbridge;

import dev.dlrbridge.launch.GatewaysCommand;
import dev.dlrbridge.launch.KeysetCommand;
import dev.dlrbridge.launch.MigrateCommand;
import dev.dlrbridge.launch.NativeImage;
import dev.dlrbridge.launch.Service;
import dev.dlrbridge.sandbox.SandboxMain;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/** Entry point: the service, or one of the commands that do not boot it. */
@QuarkusMain
public class DlrBridge {
    DlrBridge() {}

    public static void main(String... arguments) {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "keyset" -> System.exit(KeysetCommand.run(rest(arguments)));
            case "gateways" -> System.exit(GatewaysCommand.run(System.out, rest(arguments)));
            case "migrate" -> System.exit(MigrateCommand.run(System.out, System.err));
            case "sandbox" -> sandbox(rest(arguments));
            default -> Service.run(arguments);
        }
    }

    private static void sandbox(String... arguments) {
        if (NativeImage.isHere()) {
            System.err.println("The native executable has no sandbox: run it by the jar");
            System.exit(1);
        } else {
            SandboxMain.main(arguments);
        }
    }

    private static String[] rest(String... arguments) {
        return Arrays.copyOfRange(arguments, 1, arguments.length);
    }
}
