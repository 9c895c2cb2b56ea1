package dev.dlrbridge.sandbox.rest;

/** On whose behalf a call is made; {@code clientId} is null for a webhook, which has no application behind it. */
record Access(String clientId, int userId) {}
