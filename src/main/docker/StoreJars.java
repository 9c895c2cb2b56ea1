import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes the jars below a directory anew with the same entries, not compressed: a start need not inflate ten thousand
 * classes, and a layer of an image is compressed as a whole. A program of the image's build: {@code java StoreJars.java
 * DIRECTORY}. Signed jars stay valid, since signatures are of the contents.
 */
final class StoreJars {
    private StoreJars() {}

    public static void main(String[] arguments) throws IOException {
        for (Path jar : jarsBelow(Path.of(arguments[0]))) {
            Path stored = jar.resolveSibling(jar.getFileName() + ".stored");
            write(jar, stored);
            Files.move(stored, jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<Path> jarsBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static void write(Path jar, Path stored) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(stored);
                ZipOutputStream to = new ZipOutputStream(file)) {
            to.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry : Collections.list(from.entries())) {
                to.putNextEntry(stored(entry));
                from.getInputStream(entry).transferTo(to);
                to.closeEntry();
            }
        }
    }

    private static ZipEntry stored(ZipEntry entry) {
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setTime(entry.getTime());
        stored.setSize(entry.getSize());
        stored.setCompressedSize(entry.getSize());
        stored.setCrc(entry.getCrc());
        return stored;
    }
}
