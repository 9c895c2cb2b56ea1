/** What gateways send and what it means: request bytes in, verdicts and delivery reports out; no input, output or state. */
package dev.dlrbridge.gateway;
