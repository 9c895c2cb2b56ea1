package dev.dlrbridge.trace;

import org.jboss.logging.MDC;

/**
 * To whom a log line is about, as fields that can be searched for: gateway, portal, message, attempt. They hold for what
 * is logged on this thread until it is closed.
 *
 * <pre>{@code
 * try (LogFields fields = LogFields.portal(id)) {
 *     LOG.warn(…);
 * }
 * }</pre>
 */
public final class LogFields implements AutoCloseable {
    private static final String GATEWAY = "gateway";
    private static final String PORTAL = "portal";
    private static final String APPLICATION = "application";
    private static final String MEMBER = "member";
    private static final String DOMAIN = "domain";
    private static final String MESSAGE = "message";
    private static final String ATTEMPT = "attempt";

    private LogFields() {}

    /** @param id of the portal within the bridge */
    public static LogFields portal(Object id) {
        return new LogFields().with(PORTAL, id);
    }

    /** By which an operator finds the portal. */
    public static LogFields portal(PortalName portal) {
        return portal(portal.id())
                .with(APPLICATION, portal.application())
                .with(MEMBER, portal.memberId())
                .with(DOMAIN, portal.domain());
    }

    /** @param name of a known gateway */
    public LogFields gateway(String name) {
        return with(GATEWAY, name);
    }

    /**
     * @param id Bitrix24's {@code MESSAGE_ID}
     * @param attempt how often it was tried before
     */
    public LogFields message(String id, int attempt) {
        return with(MESSAGE, Masked.of(id)).with(ATTEMPT, attempt);
    }

    private LogFields with(String name, Object value) {
        MDC.put(name, String.valueOf(value));
        return this;
    }

    @Override
    public void close() {
        MDC.remove(GATEWAY);
        MDC.remove(PORTAL);
        MDC.remove(APPLICATION);
        MDC.remove(MEMBER);
        MDC.remove(DOMAIN);
        MDC.remove(MESSAGE);
        MDC.remove(ATTEMPT);
    }
}
