package dev.dlrbridge.tenant;

/** A Bitrix24 application; its secret stays in the store. */
public record Application(String clientId, String title) {}
