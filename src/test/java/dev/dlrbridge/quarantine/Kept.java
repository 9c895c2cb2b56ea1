package dev.dlrbridge.quarantine;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import java.util.List;

/** What becomes of requests on their way through quarantine, for tests of other rooms. */
public final class Kept {
    private Kept() {}

    public static Callback andOpened(Callback request, CallbackUrls urls) {
        return KeptRequest.read(KeptRequest.json(request), urls);
    }

    /** What somebody is shown of a text of a channel that has this secret. */
    public static String shown(String text, String secret) {
        return new Redaction(List.of(secret)).text(text);
    }
}
