package dev.dlrbridge.gateway;

import dev.dlrbridge.gateway.profile.ProfileFile;
import dev.dlrbridge.gateway.profile.ProfileFiles;
import dev.dlrbridge.gateway.profile.ProfileTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The catalogue: every gateway there is a profile for; those of the program are read when first asked for. */
public final class Gateways {
    private final Map<String, ProfileFile> files;
    private final Map<String, Gateway> read = new ConcurrentHashMap<>();

    private Gateways(List<ProfileFile> files) {
        this.files = new TreeMap<>();
        files.forEach(file -> this.files.put(file.gateway(), file));
    }

    /** The gateways that come with the program. */
    public static Gateways builtIn() {
        return new Gateways(ProfileFiles.builtIn());
    }

    /**
     * These gateways, with the profiles ({@code *.yaml}) of a directory added or put in their place.
     *
     * @throws dev.dlrbridge.gateway.profile.InvalidProfilesException listing every error in every file, or that the
     *     directory cannot be read
     */
    public Gateways withDirectory(Path directory) {
        List<ProfileFile> own = ProfileFiles.in(directory);
        List<ProfileFile> merged = new ArrayList<>(files.values());
        merged.addAll(own);
        Gateways gateways = new Gateways(merged);
        gateways.readAll(own);
        return gateways;
    }

    /** Exactly these; every error in every file is in the exception's message. */
    static Gateways of(List<ProfileFile> files) {
        Gateways gateways = new Gateways(files);
        gateways.readAll(files);
        return gateways;
    }

    public Optional<Gateway> find(String name) {
        ProfileFile file = files.get(name);
        return file == null ? Optional.empty() : Optional.of(read.computeIfAbsent(name, absent -> read(file)));
    }

    /** The names of all gateways; none is read for it. */
    public Set<String> names() {
        return Set.copyOf(files.keySet());
    }

    /** All gateways by name. */
    public List<Gateway> all() {
        return files.keySet().stream().map(name -> find(name).orElseThrow()).toList();
    }

    private void readAll(List<ProfileFile> wanted) {
        for (ProfileTemplate template : ProfileTemplate.readAll(wanted)) {
            read.put(template.gateway(), new Gateway(template));
        }
    }

    private static Gateway read(ProfileFile file) {
        return new Gateway(ProfileTemplate.readAll(List.of(file)).get(0));
    }
}
