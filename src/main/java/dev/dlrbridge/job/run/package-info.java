/**
 * Changes of many things that an operator starts once: carried on step by step, by whichever replica comes first, until
 * all are done. Owns {@code run} and {@code run_result}.
 */
package dev.dlrbridge.job.run;
