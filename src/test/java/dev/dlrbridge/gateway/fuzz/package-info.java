/** Targets for Jazzer; what it has found is kept in {@code src/test/resources/fuzz} and runs with the tests. */
package dev.dlrbridge.gateway.fuzz;
