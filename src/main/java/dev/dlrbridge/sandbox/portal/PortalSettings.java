package dev.dlrbridge.sandbox.portal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.sandbox.answer.ErrorStatuses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a portal behaves; null takes the default.
 *
 * @param memberId the portal's stable key, also its path
 * @param address the host it is called at, 127.0.0.1 by default
 * @param clientId the application installed there
 * @param clientSecret that application's secret, in place of the one known so far
 * @param userId the user behind the tokens, 1 by default
 * @param admin whether that user is an administrator (default), as status updates of other users' messages demand
 * @param autoCreate whether unknown message ids of 32 hexadecimal digits exist, {@code false} by default
 * @param limit request limit, 2 per second and 50 by default
 * @param scope granted scopes, separated by commas, {@code messageservice} by default
 * @param installed whether the application is installed and active
 * @param paid whether the application's subscription lasts (default)
 * @param strictRefresh whether a used refresh token is dead at once (default), with its access token; else it goes on
 *     working until the new access token is used for the first time
 * @param accessTokenSeconds life of access tokens, 3600 by default
 * @param tokenCheckSeconds how long the portal keeps the OAuth server's answer about a token, 3600 by default
 * @param statuses whose HTTP statuses errors have, those of the product's code by default
 * @param operating limit of execution time, by default that of the cloud
 * @param commandMs execution time of each command, 0 by default; a batch takes the sum
 * @param withoutMethods names of methods that this portal, being old, does not know; none by default
 * @param endpoint how the address of its REST interface is made, by default with the member id in it
 * @param language of its users, as Bitrix24 names it in {@code LANG}; {@code en} by default
 */
public record PortalSettings(
        String memberId,
        String address,
        String clientId,
        String clientSecret,
        Integer userId,
        Boolean admin,
        Boolean autoCreate,
        RequestLimit limit,
        String scope,
        Boolean installed,
        Boolean paid,
        Boolean strictRefresh,
        Long accessTokenSeconds,
        Long tokenCheckSeconds,
        ErrorStatuses statuses,
        OperatingLimit operating,
        Long commandMs,
        Set<String> withoutMethods,
        Endpoint endpoint,
        String language) {
    private static final long LONGEST_COMMAND_MS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
    private static final Pattern MEMBER =
            Pattern.compile("(?!(?:sandbox|oauth|rest|portal|api|assets)$)[A-Za-z0-9_-]{1,64}");

    public PortalSettings {
        if (memberId == null || !MEMBER.matcher(memberId).matches()) {
            throw new IllegalArgumentException("Not a member id");
        }
        address = address == null ? "127.0.0.1" : address;
        clientId = clientId == null ? "app.sandbox" : clientId;
        clientSecret = clientSecret == null ? "sandbox-secret" : clientSecret;
        userId = userId == null ? 1 : userId;
        admin = admin == null || admin;
        autoCreate = autoCreate != null && autoCreate;
        limit = limit == null ? RequestLimit.standard() : limit;
        scope = scope == null ? "messageservice" : scope;
        installed = installed == null || installed;
        paid = paid == null || paid;
        strictRefresh = strictRefresh == null || strictRefresh;
        accessTokenSeconds = accessTokenSeconds == null ? 3600 : accessTokenSeconds;
        tokenCheckSeconds = tokenCheckSeconds == null ? 3600 : tokenCheckSeconds;
        statuses = statuses == null ? ErrorStatuses.CODE : statuses;
        operating = operating == null ? OperatingLimit.of(OperatingModel.COMMANDS) : operating;
        commandMs = commandMs == null ? 0 : commandMs;
        withoutMethods = withoutMethods == null ? Set.of() : Set.copyOf(withoutMethods);
        endpoint = endpoint == null ? Endpoint.MEMBER : endpoint;
        language = language == null ? "en" : language;
        if (!LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException("A language has two letters");
        }
        if (commandMs < 0 || commandMs > LONGEST_COMMAND_MS) {
            throw new IllegalArgumentException("A command takes 0 to 1000 milliseconds");
        }
    }

    /** All defaults. */
    public static PortalSettings of(String memberId) {
        return of(memberId, null, null, null);
    }

    /** With this application installed; null takes the default. */
    public static PortalSettings of(String memberId, String clientId, String clientSecret, Boolean autoCreate) {
        return new PortalSettings(
                memberId,
                null,
                clientId,
                clientSecret,
                null,
                null,
                autoCreate,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** These with some changed, by the names that the control API has for them. */
    public PortalSettings with(Map<String, ?> changes) {
        Map<String, Object> all = JSON.convertValue(this, new TypeReference<LinkedHashMap<String, Object>>() {});
        all.putAll(changes);
        return JSON.convertValue(all, PortalSettings.class);
    }

    public boolean grants(String name) {
        return java.util.Arrays.asList(scope.split("[, ]+")).contains(name);
    }

    public boolean knows(String method) {
        return withoutMethods.stream().noneMatch(method::equalsIgnoreCase);
    }

    @Override
    public String toString() {
        return "PortalSettings[memberId=" + memberId + ", address=" + address + ", clientId=" + clientId + "]";
    }
}
