package dev.dlrbridge.quarantine;

import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.job.run.Run;
import dev.dlrbridge.job.run.RunWork;
import dev.dlrbridge.job.run.Runs;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.ChannelValues;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.SeenVersion;
import dev.dlrbridge.tenant.secret.SecretBox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Teaches all channels of a gateway what one of its words means, by their setting {@code statuses}, then reads again what lies
 * in quarantine for it.
 */
@ApplicationScoped
public class MeaningWork implements RunWork {
    /** Its subject is the gateway. */
    public static final String KIND = "meaning";

    private static final String CHANNELS = """
            SELECT id
              FROM channel
             WHERE gateway = $1 AND id > $2 AND created_at <= $3
             ORDER BY id
             LIMIT $4
            """;

    /** Begins the positions of requests; those of channels are their ids alone. */
    private static final String REQUESTS = "requests:";

    private static final UUID FIRST = new UUID(0, 0);
    private static final int STEP = 50;
    private static final int AT_ONCE = 4;

    private final Runs runs;
    private final Statements statements;
    private final Channels channels;
    private final Gateways gateways;
    private final QuarantineEntries entries;
    private final Replay replay;
    private final SecretBox box;

    MeaningWork(
            Runs runs,
            Statements statements,
            Channels channels,
            Gateways gateways,
            QuarantineEntries entries,
            Replay replay,
            SecretBox box) {
        this.runs = runs;
        this.statements = statements;
        this.channels = channels;
        this.gateways = gateways;
        this.entries = entries;
        this.replay = replay;
        this.box = box;
    }

    /** Whether the setting can say it: what stands for other characters, or ends a word there, cannot be a word. */
    public static boolean canBeSaid(String word) {
        return !word.isBlank() && word.chars().noneMatch(letter -> "*?,\n\r".indexOf(letter) >= 0);
    }

    /** @param word as the gateway spells it, which {@link #canBeSaid} */
    public Uni<Run> start(String gateway, String word, Status meaning) {
        UUID id = UUID.randomUUID();
        JsonObject parameters = new JsonObject().put("word", word).put("status", meaning.word());
        byte[] sealed = box.seal(
                "run", "parameters", id.toString(), parameters.toBuffer().getBytes());
        return runs.start(id, KIND, null, gateway, sealed);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Optional<Step>> next(Run run) {
        JsonObject parameters = new JsonObject(
                Buffer.buffer(box.open("run", "parameters", run.id().toString(), run.parameters())));
        String word = parameters.getString("word");
        if (run.position().startsWith(REQUESTS)) {
            return replay(run, run.position().substring(REQUESTS.length()), word);
        }
        UUID after = run.position().isEmpty() ? FIRST : UUID.fromString(run.position());
        Tuple values = Tuple.of(run.subject(), after, run.until().atOffset(ZoneOffset.UTC), STEP);
        return statements
                .list(CHANNELS, values, row -> row.getUUID(0))
                .chain(found -> found.isEmpty()
                        ? replay(run, "", word)
                        : each(found, id -> teach(id, word, parameters.getString("status")))
                                .map(results -> step(found.get(found.size() - 1).toString(), results)));
    }

    private Uni<Optional<Step>> replay(Run run, String position, String word) {
        return entries.next(run.subject(), run.until(), position, STEP).chain(batch -> {
            if (batch.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            List<SealedRequest> concerned = batch.stream()
                    .filter(request -> request.entry().unknownWords() != null
                            && request.entry().unknownWords().contains(word))
                    .toList();
            String last = REQUESTS
                    + QuarantineEntries.position(batch.get(batch.size() - 1).entry());
            return each(concerned, request -> replay.replay(request).map(result -> Result.counted(result.word())))
                    .map(results -> step(last, results));
        });
    }

    private Uni<Result> teach(UUID id, String word, String status) {
        return channels.change(id, stored -> taught(stored.channel(), word, status), SeenVersion.ANY)
                .map(changed -> new Result(id.toString(), changed.isPresent() ? "changed" : "gone", null))
                .onFailure(NotInOrderException.class)
                .recoverWithItem(new Result(id.toString(), "refused", "settings.statuses would not be in order"));
    }

    private ChannelValues taught(Channel channel, String word, String status) {
        Map<String, Object> settings = new HashMap<>(channel.settings().values());
        settings.put("statuses", StatusWords.with((String) settings.get("statuses"), word, status));
        Map<String, String> secrets = new HashMap<>();
        channel.secrets().forEach((name, values) -> secrets.put(name, values.get(0)));
        Map<String, String> ofGateway = new HashMap<>(channel.settings().ofGateway());
        ofGateway.put("statuses", (String) settings.get("statuses"));
        boolean inOrder = gateways.find(channel.gateway())
                .filter(gateway -> gateway.checkChannel(secrets, ofGateway).isEmpty())
                .isPresent();
        if (!inOrder) {
            throw new NotInOrderException();
        }
        return new ChannelValues(
                channel.senderCode(),
                channel.secrets(),
                settings,
                channel.messageIdPattern().pattern());
    }

    private static <T> Uni<List<Result>> each(List<T> things, Function<T, Uni<Result>> work) {
        return Multi.createFrom()
                .iterable(things)
                .onItem()
                .transformToUni(work::apply)
                .merge(AT_ONCE)
                .collect()
                .asList();
    }

    private static Optional<Step> step(String position, List<Result> results) {
        return Optional.of(new Step(position, results));
    }

    private static final class NotInOrderException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
