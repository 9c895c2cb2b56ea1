package dev.dlrbridge;

import dev.dlrbridge.launch.Service;
import dev.dlrbridge.sandbox.SandboxMain;
import dev.dlrbridge.tenant.Keysets;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/** Entry point: the service, or one of the commands that do not boot it. */
@QuarkusMain
public class DlrBridge {
    DlrBridge() {}

    public static void main(String... arguments) {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "keyset" -> System.out.println(Keysets.generate());
            case "sandbox" -> SandboxMain.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            default -> Service.run(arguments);
        }
    }
}
