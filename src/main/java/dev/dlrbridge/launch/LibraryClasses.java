package dev.dlrbridge.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The libraries' classes that a start needs, loaded beside it: the thread that starts has no need to wait for most of
 * them then, where a second processor is there. They are loaded only, not linked or initialised, which is left to
 * whoever uses them. A start from a cache of loaded classes has no use for it.
 */
final class LibraryClasses {
    /** In the order of a start, written by {@code LibraryClassesIT}; whoever is before the start stays before it. */
    static final String LIST = "/library-classes.txt";

    /** Where the class loaders of development and tests are, which live for one reload, or one test, only. */
    private static final String PASSING = "io.quarkus.bootstrap.classloading.";

    private LibraryClasses() {}

    /** Returns at once; what is loaded later is loaded by whoever needs it. */
    static void loadInBackground() {
        ClassLoader loader = LibraryClasses.class.getClassLoader();
        if (!NativeImage.isHere() && !loader.getClass().getName().startsWith(PASSING)) {
            Thread thread = new Thread(() -> loadWithoutCache(loader), "library-classes");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void loadWithoutCache(ClassLoader loader) {
        if (!hasCache(ManagementFactory.getRuntimeMXBean().getInputArguments())) {
            load(loader);
        }
    }

    /** @param options of the virtual machine: with a cache to start from, or to make, which is to hold what is needed only */
    static boolean hasCache(List<String> options) {
        return options.stream().anyMatch(option -> option.startsWith("-XX:AOTCache"));
    }

    /** @return how many of the list are there; a class of another version of a library may be missing */
    static int load(ClassLoader loader) {
        int loaded = 0;
        try (InputStream list = LibraryClasses.class.getResourceAsStream(LIST);
                BufferedReader names = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            for (String name = names.readLine(); name != null; name = names.readLine()) {
                loaded += isLoaded(name, loader) ? 1 : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return loaded;
    }

    private static boolean isLoaded(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
