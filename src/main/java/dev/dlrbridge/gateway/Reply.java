package dev.dlrbridge.gateway;

/** The answer a gateway takes for "received"; content type and body are null where it does not care. */
public record Reply(int status, String contentType, String body) {}
