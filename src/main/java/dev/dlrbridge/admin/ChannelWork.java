package dev.dlrbridge.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.job.run.Run;
import dev.dlrbridge.job.run.RunWork;
import dev.dlrbridge.job.run.Runs;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.SeenVersion;
import dev.dlrbridge.tenant.install.SetUpQueue;
import dev.dlrbridge.tenant.secret.SecretBox;
import dev.dlrbridge.tenant.template.ChannelSelection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes one change at many channels, by their ids. */
@ApplicationScoped
class ChannelWork implements RunWork {
    /** Its subject is a gateway, or {@value #ANY}. */
    static final String KIND = "channels";

    private static final String ANY = "*";
    private static final UUID FIRST = new UUID(0, 0);
    private static final int STEP = 50;
    private static final int AT_ONCE = 4;

    private final Runs runs;
    private final ChannelSelection selection;
    private final Channels channels;
    private final SetUpQueue setUps;
    private final Gateways gateways;
    private final SecretBox box;
    private final ObjectMapper json;

    ChannelWork(
            Runs runs,
            ChannelSelection selection,
            Channels channels,
            SetUpQueue setUps,
            Gateways gateways,
            SecretBox box,
            ObjectMapper json) {
        this.runs = runs;
        this.selection = selection;
        this.channels = channels;
        this.setUps = setUps;
        this.gateways = gateways;
        this.box = box;
        this.json = json;
    }

    /**
     * Starts a run.
     *
     * @param clientId of the channels' application; null: any
     * @param gateway null: any
     */
    Uni<Run> start(String clientId, String gateway, ChannelPatch patch) {
        UUID id = UUID.randomUUID();
        try {
            byte[] sealed = box.seal("run", "parameters", id.toString(), json.writeValueAsBytes(patch));
            return runs.start(id, KIND, clientId, gateway == null ? ANY : gateway, sealed);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Optional<Step>> next(Run run) {
        UUID after = run.position().isEmpty() ? FIRST : UUID.fromString(run.position());
        String gateway = run.subject().equals(ANY) ? null : run.subject();
        return selection
                .next(after, run.clientId(), gateway, run.until(), STEP)
                .chain(found -> found.isEmpty() ? Uni.createFrom().item(Optional.empty()) : changeAll(run, found));
    }

    private Uni<Optional<Step>> changeAll(Run run, List<UUID> found) {
        ChannelPatch patch = patch(run);
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUni(id -> change(id, patch))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .map(results -> Optional.of(new Step(found.get(found.size() - 1).toString(), results)));
    }

    private ChannelPatch patch(Run run) {
        try {
            return json.readValue(
                    box.open("run", "parameters", run.id().toString(), run.parameters()), ChannelPatch.class);
        } catch (IOException e) {
            throw new IllegalStateException("a change of channels is not as it was written"); // the cause has secrets
        }
    }

    private Uni<Result> change(UUID id, ChannelPatch patch) {
        return channels.change(id, stored -> patch.applyTo(stored.channel(), gateways), SeenVersion.ANY)
                .call(changed -> changed.isPresent() && patch.concernsSender()
                        ? setUps.soon(changed.get().channel().portalId())
                        : Uni.createFrom().voidItem())
                .map(changed -> new Result(id.toString(), changed.isPresent() ? "changed" : "gone", null))
                .onFailure(InvalidFieldsException.class)
                .recoverWithItem(refusal -> refused(id.toString(), (InvalidFieldsException) refusal));
    }

    /** The first of what is wrong: a field and a fixed text. */
    static Result refused(String item, InvalidFieldsException refusal) {
        FieldError error = refusal.errors().get(0);
        return new Result(item, "refused", error.field() + ": " + error.message());
    }
}
