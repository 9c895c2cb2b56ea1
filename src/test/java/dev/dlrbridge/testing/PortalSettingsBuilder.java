package dev.dlrbridge.testing;

import dev.dlrbridge.sandbox.answer.ErrorStatuses;
import dev.dlrbridge.sandbox.portal.Endpoint;
import dev.dlrbridge.sandbox.portal.OperatingLimit;
import dev.dlrbridge.sandbox.portal.PortalSettings;
import dev.dlrbridge.sandbox.portal.RequestLimit;
import java.util.Set;

/** Collects what differs from the defaults of {@link PortalSettings}. */
public final class PortalSettingsBuilder {
    private final String memberId;
    private String address;
    private String clientId;
    private String clientSecret;
    private Boolean admin;
    private Boolean autoCreate;
    private RequestLimit limit;
    private String scope;
    private Boolean installed;
    private Boolean paid;
    private Boolean strictRefresh;
    private Long accessTokenSeconds;
    private ErrorStatuses statuses;
    private OperatingLimit operating;
    private Long commandMs;
    private Set<String> withoutMethods;
    private Endpoint endpoint;
    private String language;

    private PortalSettingsBuilder(String memberId) {
        this.memberId = memberId;
    }

    public static PortalSettingsBuilder portal(String memberId) {
        return new PortalSettingsBuilder(memberId);
    }

    public PortalSettingsBuilder address(String value) {
        address = value;
        return this;
    }

    public PortalSettingsBuilder clientId(String value) {
        clientId = value;
        return this;
    }

    public PortalSettingsBuilder clientSecret(String value) {
        clientSecret = value;
        return this;
    }

    public PortalSettingsBuilder admin(boolean value) {
        admin = value;
        return this;
    }

    public PortalSettingsBuilder autoCreate(boolean value) {
        autoCreate = value;
        return this;
    }

    public PortalSettingsBuilder limit(RequestLimit value) {
        limit = value;
        return this;
    }

    public PortalSettingsBuilder scope(String value) {
        scope = value;
        return this;
    }

    public PortalSettingsBuilder installed(boolean value) {
        installed = value;
        return this;
    }

    public PortalSettingsBuilder paid(boolean value) {
        paid = value;
        return this;
    }

    public PortalSettingsBuilder strictRefresh(boolean value) {
        strictRefresh = value;
        return this;
    }

    public PortalSettingsBuilder accessTokenSeconds(long value) {
        accessTokenSeconds = value;
        return this;
    }

    public PortalSettingsBuilder statuses(ErrorStatuses value) {
        statuses = value;
        return this;
    }

    public PortalSettingsBuilder operating(OperatingLimit value) {
        operating = value;
        return this;
    }

    public PortalSettingsBuilder commandMs(long value) {
        commandMs = value;
        return this;
    }

    public PortalSettingsBuilder withoutMethods(Set<String> value) {
        withoutMethods = value;
        return this;
    }

    public PortalSettingsBuilder endpoint(Endpoint value) {
        endpoint = value;
        return this;
    }

    public PortalSettingsBuilder language(String value) {
        language = value;
        return this;
    }

    public PortalSettings build() {
        return new PortalSettings(
                memberId,
                address,
                clientId,
                clientSecret,
                null,
                admin,
                autoCreate,
                limit,
                scope,
                installed,
                paid,
                strictRefresh,
                accessTokenSeconds,
                null,
                statuses,
                operating,
                commandMs,
                withoutMethods,
                endpoint,
                language);
    }
}
