/** From bytes to reports: where a profile finds each field, what its words mean, and readers for what it cannot say. */
package dev.dlrbridge.gateway.reading;
