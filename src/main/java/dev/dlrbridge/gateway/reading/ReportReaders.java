package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.Identity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The readers a profile can name, for what its fields alone cannot say. */
public final class ReportReaders {
    /** Reads what the profile's fields say, and no more. */
    public static final String PROFILE = "profile";

    private static final Map<String, Factory> BY_NAME = Map.of(
            PROFILE,
            (shapes, statuses, identity) ->
                    new ProfileReader(shapes, fields -> new TableEntryReader(fields, statuses, identity)),
            "kannel",
            (shapes, statuses, identity) ->
                    new ProfileReader(shapes, fields -> new KannelEntryReader(fields, statuses, identity)),
            "sms-ru",
            (shapes, statuses, identity) -> new SmsRuReader(statuses));

    private ReportReaders() {}

    /** Makes a reader for one profile. */
    public interface Factory {
        ReportReader create(List<ReportShape> shapes, StatusTable statuses, Identity identity);
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
