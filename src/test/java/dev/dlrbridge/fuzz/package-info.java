/** Targets for Jazzer, run by {@link dev.dlrbridge.fuzz.Fuzzing}; what is worth keeping runs with the tests. */
package dev.dlrbridge.fuzz;
