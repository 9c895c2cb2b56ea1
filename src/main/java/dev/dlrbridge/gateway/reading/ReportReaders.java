package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.Identity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The readers a profile can name, for what its fields alone cannot say. */
public final class ReportReaders {
    /** Reads what the profile's fields say, and no more. */
    public static final String PROFILE = "profile";

    private static final Map<String, Factory> BY_NAME = Map.of(
            PROFILE,
            (layout, statuses, identity) -> new ProfileReader(layout, new TableEntryReader(layout, statuses, identity)),
            "kannel",
            (layout, statuses, identity) -> new ProfileReader(layout, new KannelEntryReader(layout, statuses)),
            "sms-ru",
            (layout, statuses, identity) -> new SmsRuReader(statuses));

    private ReportReaders() {}

    /** Makes a reader for one profile. */
    public interface Factory {
        ReportReader create(ReportLayout layout, StatusTable statuses, Identity identity);
    }

    public static Optional<Factory> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** Whether the reader is led by the profile's fields; others must not have any. */
    public static boolean usesLayout(String name) {
        return !name.equals("sms-ru");
    }
}
