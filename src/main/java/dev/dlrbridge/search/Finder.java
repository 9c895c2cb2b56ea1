package dev.dlrbridge.search;

import dev.dlrbridge.journal.GatewayIds;
import dev.dlrbridge.search.Found.Kind;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.callback.CallbackPath;
import dev.dlrbridge.tenant.callback.KeyHash;
import dev.dlrbridge.tenant.secret.RecipientHashes;
import dev.dlrbridge.trace.PortalName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds by one text whatever it may be: a domain, any id that is printed somewhere, a callback URL or its key, a gateway's own
 * id, a recipient's number.
 */
@ApplicationScoped
public class Finder {
    /** Of a longer one, nothing is an id. */
    public static final int LONGEST = 512;

    private static final int MOST_MESSAGES = 20;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ().-]{5,40}");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern HOST = Pattern.compile("(?:https?://)?([^/]+)(/.*)?");

    private final Statements statements;
    private final RecipientHashes recipients;
    private final MessageSearch messages;

    Finder(Statements statements, RecipientHashes recipients, MessageSearch messages) {
        this.statements = statements;
        this.recipients = recipients;
        this.messages = messages;
    }

    /**
     * At most some dozens, the more certain kinds first.
     *
     * @param applications those whose things may be seen; empty means all
     */
    public Uni<List<Found>> find(String text, Set<String> applications) {
        String wanted = text.strip();
        String[] seen = Applications.array(applications);
        Optional<KeyHash> key = key(wanted);
        // A callback URL is one channel's, and its key is nobody's to be looked for as anything else.
        return key.isPresent() && wanted.contains("/")
                ? statements.list(FindSql.CHANNELS, channels(seen, null, key), Finder::found)
                : all(lookUps(wanted, seen, key, applications));
    }

    private List<Uni<List<Found>>> lookUps(
            String wanted, String[] seen, Optional<KeyHash> key, Set<String> applications) {
        Matcher host = HOST.matcher(wanted);
        String domain = host.matches() ? host.group(1) : wanted;
        UUID uuid = UUID_TEXT.matcher(wanted).matches() ? UUID.fromString(wanted) : null;
        Long number = NUMBER.matcher(wanted).matches() ? Long.valueOf(wanted) : null;
        String[] gatewayIds = GatewayIds.stored(wanted).toArray(String[]::new);
        List<Uni<List<Found>>> lookUps = new ArrayList<>();
        lookUps.add(list(FindSql.APPLICATIONS, Tuple.of(seen, wanted)));
        lookUps.add(list(FindSql.PORTALS, Tuple.of(seen, domain, uuid)));
        lookUps.add(list(FindSql.ERASURES, Tuple.of(seen, wanted, uuid)));
        if (uuid != null || key.isPresent()) {
            lookUps.add(list(FindSql.CHANNELS, channels(seen, uuid, key)));
        }
        lookUps.add(list(FindSql.MESSAGES, Tuple.of(seen, wanted)));
        lookUps.add(list(FindSql.QUARANTINE, Tuple.of(seen, uuid, wanted)));
        lookUps.add(list(
                FindSql.MESSAGES_OF_GATEWAY_IDS,
                Tuple.tuple().addArrayOfString(seen).addArrayOfString(gatewayIds)));
        lookUps.add(list(
                FindSql.UNMATCHED,
                Tuple.tuple()
                        .addArrayOfString(seen)
                        .addArrayOfString(gatewayIds)
                        .addLong(number)));
        if (PHONE.matcher(wanted).matches()) {
            lookUps.add(ofRecipient(wanted, applications));
            Long[] hashes = recipients.candidates(wanted);
            lookUps.add(list(
                    FindSql.UNMATCHED_OF_RECIPIENT,
                    Tuple.tuple().addArrayOfString(seen).addArrayOfLong(hashes)));
        }
        if (number != null) {
            lookUps.add(list(FindSql.CHANGES, Tuple.of(seen, number)));
        }
        if (uuid != null) {
            lookUps.add(list(FindSql.INSTALLS, Tuple.of(seen, uuid)));
        }
        return lookUps;
    }

    private Uni<List<Found>> ofRecipient(String number, Set<String> applications) {
        return messages.list(MessageFilter.ofRecipient(applications, number), MessageCursor.NONE, MOST_MESSAGES)
                .map(page -> page.items().stream().map(Finder::found).toList());
    }

    private Uni<List<Found>> list(String sql, Tuple values) {
        return statements.list(sql, values, Finder::found);
    }

    /** Things that are found in two ways are shown once. */
    private static Uni<List<Found>> all(List<Uni<List<Found>>> lookUps) {
        return Uni.join()
                .all(lookUps)
                .andFailFast()
                .map(found ->
                        found.stream().flatMap(Collection::stream).distinct().toList());
    }

    private static Tuple channels(String[] seen, UUID id, Optional<KeyHash> key) {
        return Tuple.tuple()
                .addArrayOfString(seen)
                .addUUID(id)
                .addValue(key.map(hash -> Buffer.buffer(hash.bytes())).orElse(null));
    }

    /** Of a callback URL, or of a key alone. */
    private static Optional<KeyHash> key(String wanted) {
        int path = wanted.indexOf("/dlr/");
        if (path >= 0) {
            return CallbackPath.parse(wanted.substring(path).replaceAll("[?#].*", ""))
                    .map(found -> KeyHash.of(found.key()));
        }
        return Channels.isKey(wanted) ? Optional.of(KeyHash.of(wanted)) : Optional.empty();
    }

    private static Found found(FoundMessage found) {
        return new Found(
                Kind.MESSAGE,
                found.portal(),
                found.message().messageId(),
                found.message().channelId().toString(),
                found.gateway(),
                found.message().firstSeenAt(),
                found.message().state());
    }

    private static Found found(Row row) {
        String clientId = row.getString(2);
        String address = row.getString(4);
        PortalName portal = clientId == null
                ? null
                : new PortalName(
                        row.getUUID(1),
                        clientId,
                        row.getString(3),
                        address == null ? null : PortalName.domain(URI.create(address)));
        return new Found(
                Kind.valueOf(row.getString(0)),
                portal,
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getOffsetDateTime(8).toInstant(),
                row.getString(9));
    }
}
