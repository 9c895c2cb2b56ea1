package dev.dlrbridge.gateway;

import dev.dlrbridge.gateway.profile.ProfileFile;
import dev.dlrbridge.gateway.profile.ProfileFiles;
import dev.dlrbridge.gateway.profile.ProfileTemplate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The catalogue: every gateway there is a profile for, all of them ready. */
public final class Gateways {
    private final Map<String, Gateway> byName = new TreeMap<>();

    private Gateways() {}

    /** The gateways that come with the program; takes a while, so no event loop may ask for it. */
    public static Gateways builtIn() {
        return new Gateways().with(ProfileFiles.builtIn());
    }

    /**
     * These gateways, with the profiles ({@code *.yaml}, {@code *.yml}) of a directory added or put in their place.
     *
     * @throws dev.dlrbridge.gateway.profile.InvalidProfilesException listing every error in every file, or that the
     *     directory cannot be read
     */
    public Gateways withDirectory(Path directory) {
        return with(ProfileTemplate.readAll(ProfileFiles.in(directory)));
    }

    /** These gateways, with profiles added or put in their place. */
    public Gateways withProfiles(List<ProfileTemplate> templates) {
        return with(templates);
    }

    /** Exactly these; every error in every file is in the exception's message. */
    static Gateways of(List<ProfileFile> files) {
        return new Gateways().with(ProfileTemplate.readAll(files));
    }

    public Optional<Gateway> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** All gateways by name. */
    public List<Gateway> all() {
        return List.copyOf(byName.values());
    }

    private Gateways with(List<ProfileTemplate> templates) {
        Gateways merged = new Gateways();
        merged.byName.putAll(byName);
        templates.forEach(template -> merged.byName.put(template.gateway(), new Gateway(template)));
        return merged;
    }
}
