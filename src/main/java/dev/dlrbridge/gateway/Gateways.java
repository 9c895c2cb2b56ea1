package dev.dlrbridge.gateway;

import dev.dlrbridge.gateway.profile.ProfileFile;
import dev.dlrbridge.gateway.profile.ProfileFiles;
import dev.dlrbridge.gateway.profile.ProfileParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The catalogue: every gateway there is a profile for. */
public final class Gateways {
    private final Map<String, Gateway> byName;

    private Gateways(Map<String, Gateway> byName) {
        this.byName = byName;
    }

    /** The gateways that come with the program. */
    public static Gateways builtIn() {
        return of(ProfileFiles.builtIn());
    }

    /**
     * These gateways, with the profiles ({@code *.yaml}) of a directory added or put in their place.
     *
     * @throws dev.dlrbridge.gateway.profile.InvalidProfilesException listing every error in every file
     * @throws java.io.UncheckedIOException if the directory cannot be read
     */
    public Gateways withDirectory(Path directory) {
        Gateways added = of(ProfileFiles.in(directory));
        Map<String, Gateway> merged = new TreeMap<>(byName);
        merged.putAll(added.byName);
        return new Gateways(merged);
    }

    static Gateways of(List<ProfileFile> files) {
        Map<String, Gateway> byName = new TreeMap<>();
        for (GatewayProfile profile : ProfileParser.parseAll(files)) {
            byName.put(profile.name(), new Gateway(profile));
        }
        return new Gateways(byName);
    }

    public Optional<Gateway> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All gateways by name. */
    public List<Gateway> all() {
        return List.copyOf(byName.values());
    }
}
