package dev.dlrbridge;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Entry point. */
@QuarkusMain
public final class DlrBridge {
    private DlrBridge() {}

    public static void main(String[] arguments) {
        Quarkus.run(arguments);
    }
}
