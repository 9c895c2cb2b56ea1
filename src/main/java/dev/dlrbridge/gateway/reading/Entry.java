package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.Callback;

/** Where one report is: in the request, and within it in this object; null if the body is no JSON. */
record Entry(Callback callback, JsonNode json) {}
