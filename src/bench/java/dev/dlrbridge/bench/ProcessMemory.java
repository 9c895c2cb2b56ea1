package dev.dlrbridge.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Java process holds after a collection of all garbage, in megabytes. */
record ProcessMemory(double heap, double resident) {
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    static ProcessMemory of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        return new ProcessMemory(megabytes(USED, jcmd(pid, "GC.heap_info")), resident(pid));
    }

    /** What any process holds at this moment, garbage included, in megabytes. */
    static double resident(long pid) throws IOException {
        return megabytes(RESIDENT, Files.readString(Path.of("/proc/" + pid + "/status")));
    }

    private static double megabytes(Pattern kilobytes, String text) {
        Matcher found = kilobytes.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("the memory of the bridge cannot be read");
        }
        return Long.parseLong(found.group(1)) / 1024.0;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process jcmd = new ProcessBuilder(program.toString(), Long.toString(pid), command).start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return text;
    }
}
