package dev.dlrbridge.sandbox;

import dev.dlrbridge.sandbox.oauth.Application;
import dev.dlrbridge.sandbox.oauth.KeptChain;
import dev.dlrbridge.sandbox.portal.PortalState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The one file in which a sandbox is kept: whole at any moment, since it is written beside and then takes the old one's place. */
final class StateFile {
    private final Path file;
    private byte[] written = {};

    /** All that is kept. */
    record State(List<Application> applications, List<PortalState> portals, List<KeptChain> chains) {}

    StateFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Where the sandbox may keep more. */
    Path directory() {
        return file.getParent();
    }

    Optional<State> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(ControlCall.MAPPER.readValue(file.toFile(), State.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's state cannot be read; delete it to begin anew: " + file, e);
        }
    }

    /** Nothing is done where nothing has changed. */
    synchronized void write(State state) {
        try {
            var content = ControlCall.MAPPER.writeValueAsBytes(state);
            if (Arrays.equals(content, written)) {
                return;
            }
            Files.createDirectories(directory());
            var next = Files.createTempFile(directory(), "sandbox", ".tmp");
            Files.write(next, content);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            written = content;
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's state cannot be kept: " + file, e);
        }
    }
}
