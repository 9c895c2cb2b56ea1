/** What gateways send and what it means: request bytes in, verdicts and delivery reports out; no state, and no files but profiles and samples. */
package dev.dlrbridge.gateway;
