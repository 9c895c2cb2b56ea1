package dev.dlrbridge.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/** Whose a file is and what others may do to it; a link is looked at, not followed. */
record UnixFile(int mode, int owner, int group, boolean isGroupOfOwner) {
    private static final int ROOT = 0;
    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;
    private static final int STICKY = 01000;
    private static final int OF_OTHERS = 077;
    private static final int GROUP_WRITES = 020;
    private static final int ALL_WRITE = 02;

    static UnixFile of(Path path) {
        try {
            var numbers = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
            var names = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new UnixFile(
                    (int) numbers.get("mode"),
                    (int) numbers.get("uid"),
                    (int) numbers.get("gid"),
                    names.group().getName().equals(names.owner().getName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of the user that this process runs as, which is that of the files it makes. */
    static int self() {
        return Self.NUMBER;
    }

    boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    boolean isOnlyFor(int user) {
        return !isLink() && owner == user && (mode & OF_OTHERS) == 0;
    }

    /**
     * Whether nobody but the user and root can exchange what lies in this directory. In one like {@code /tmp} all may
     * write, and none may touch what is another's; a user's own group, which bears his name, has no other member.
     */
    boolean isSafeWayFor(int user) {
        boolean groupWrites = (mode & GROUP_WRITES) != 0 && group != ROOT && !isGroupOfOwner;
        boolean othersWrite = groupWrites || (mode & ALL_WRITE) != 0;
        return (owner == user || owner == ROOT) && (isLink() || !othersWrite || (mode & STICKY) != 0);
    }

    private static final class Self {
        static final int NUMBER = find();

        private static int find() {
            try {
                Path file = Files.createTempFile("dlr-bridge", null);
                try {
                    return (int) Files.getAttribute(file, "unix:uid");
                } finally {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
