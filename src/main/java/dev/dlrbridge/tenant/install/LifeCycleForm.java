package dev.dlrbridge.tenant.install;

import dev.dlrbridge.bitrix24.TokenPair;
import dev.dlrbridge.net.PostedForm;
import dev.dlrbridge.tenant.install.LifeCycleEvent.Installed;
import dev.dlrbridge.tenant.install.LifeCycleEvent.Other;
import dev.dlrbridge.tenant.install.LifeCycleEvent.Paid;
import dev.dlrbridge.tenant.install.LifeCycleEvent.Uninstalled;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads what Bitrix24 posts: forms with PHP's bracket keys, all values texts, and fields that come and go with the
 * portal's version.
 *
 * @see <a href="https://apidocs.bitrix24.com/settings/app-installation/index.html">Installation</a>
 */
final class LifeCycleForm {
    private static final Duration USUAL_LIFE = Duration.ofHours(1);
    private static final Predicate<String> LANGUAGE =
            Pattern.compile("[a-z]{2,3}(?:[_-][A-Za-z]{2,8})?").asMatchPredicate();
    private static final long LONGEST_LIFE_SECONDS = Duration.ofDays(366).toSeconds();

    private final String clientId;
    private final PostedForm form;
    private final Clock clock;

    private LifeCycleForm(String clientId, PostedForm form, Clock clock) {
        this.clientId = clientId;
        this.form = form;
        this.clock = clock;
    }

    /** @param body which anyone may have written; one that is no form has no fields */
    static LifeCycleForm of(String clientId, byte[] body, Clock clock) {
        return new LifeCycleForm(clientId, PostedForm.of(body), clock);
    }

    /** Whether it tells of something that happened; otherwise it opens a page. */
    boolean isEvent() {
        return form.has("event");
    }

    /** Empty if a field that the event needs is missing or has not its form. */
    Optional<LifeCycleEvent> event() {
        String name = form.raw("event").orElse(null);
        if (name == null) {
            return Optional.empty();
        }
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "ONAPPINSTALL", "ONAPPUPDATE" -> claimOfEvent().map(Installed::new);
            case "ONAPPUNINSTALL" ->
                text("auth[member_id]")
                        .flatMap(member -> text("auth[application_token]")
                                .map(token -> new Uninstalled(clientId, member, token, isTrue("data[CLEAN]"))));
            case "ONAPPPAYMENT" -> text("auth[member_id]").map(member -> new Paid(clientId, member));
            default -> Optional.of(new Other());
        };
    }

    /** What a page of the application is opened with; the portal's address and language are in the query. */
    Optional<InstallClaim> claimOfPage(String domain, String protocol, String language) {
        String scheme = "0".equals(protocol) ? "http" : "https";
        return claim(
                text("member_id"),
                address(scheme + "://" + domain),
                text("SERVER_ENDPOINT"),
                pair("AUTH_ID", "REFRESH_ID", expiry("AUTH_EXPIRES")),
                text("APPLICATION_TOKEN"),
                Optional.ofNullable(language));
    }

    private Optional<InstallClaim> claimOfEvent() {
        Instant expiresAt =
                seconds("auth[expires]").map(Instant::ofEpochSecond).orElseGet(() -> expiry("auth[expires_in]"));
        return claim(
                text("auth[member_id]"),
                text("auth[client_endpoint]").flatMap(LifeCycleForm::address),
                text("auth[server_endpoint]"),
                pair("auth[access_token]", "auth[refresh_token]", expiresAt),
                text("auth[application_token]"),
                text("data[LANGUAGE_ID]"));
    }

    private Optional<InstallClaim> claim(
            Optional<String> memberId,
            Optional<URI> portal,
            Optional<String> server,
            Optional<TokenPair> tokens,
            Optional<String> applicationToken,
            Optional<String> language) {
        Optional<URI> serverEndpoint = server.flatMap(LifeCycleForm::address);
        boolean complete = memberId.isPresent() && portal.isPresent() && tokens.isPresent();
        return complete && serverEndpoint.isPresent() == server.isPresent()
                ? Optional.of(new InstallClaim(
                        clientId,
                        memberId.get(),
                        portal.get(),
                        serverEndpoint,
                        tokens.get(),
                        applicationToken,
                        language.filter(LANGUAGE)))
                : Optional.empty();
    }

    private Optional<TokenPair> pair(String access, String refresh, Instant expiresAt) {
        return text(access).flatMap(token -> text(refresh).map(renewing -> new TokenPair(token, renewing, expiresAt)));
    }

    private Instant expiry(String field) {
        Duration life = seconds(field)
                .filter(seconds -> seconds < LONGEST_LIFE_SECONDS)
                .map(Duration::ofSeconds)
                .orElse(USUAL_LIFE);
        return clock.instant().plus(life);
    }

    private Optional<Long> seconds(String field) {
        return text(field).filter(text -> text.matches("[1-9][0-9]{0,10}")).map(Long::valueOf);
    }

    private boolean isTrue(String field) {
        return text(field)
                .filter(text -> text.equals("1") || text.equalsIgnoreCase("Y"))
                .isPresent();
    }

    private Optional<String> text(String field) {
        return form.text(field);
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text)).filter(address -> address.getHost() != null);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
