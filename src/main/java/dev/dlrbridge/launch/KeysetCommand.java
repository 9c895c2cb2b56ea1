package dev.dlrbridge.launch;

import dev.dlrbridge.tenant.secret.KeysetException;
import dev.dlrbridge.tenant.secret.Keysets;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * Makes keysets, and changes one that it reads from standard input: {@code add} a key, {@code promote} the last one,
 * {@code retire} all others. In that order, with all replicas restarted in between, nothing becomes unreadable.
 */
public final class KeysetCommand {
    private static final String USAGE = "keyset | keyset add < old | keyset promote < old | keyset retire < old";

    private KeysetCommand() {}

    /** @return the process's exit status */
    public static int run(String... arguments) {
        return run(System.out, System.err, arguments);
    }

    static int run(PrintStream out, PrintStream errors, String... arguments) {
        try {
            switch (arguments.length == 0 ? "" : arguments[0]) {
                case "" -> out.println(Keysets.generate());
                case "add" -> out.println(changed(Keysets::withNewKey));
                case "promote" -> out.println(changed(Keysets::withLastKeyPrimary));
                case "retire" -> out.println(changed(Keysets::withPrimaryKeyOnly));
                default -> {
                    errors.println(USAGE);
                    return 2;
                }
            }
            return 0;
        } catch (KeysetException notAKeyset) {
            errors.println("Standard input is not a keyset");
            return 1;
        }
    }

    private static String changed(UnaryOperator<String> change) {
        try {
            return change.apply(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
