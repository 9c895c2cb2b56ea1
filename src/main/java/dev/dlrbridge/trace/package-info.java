/**
 * What tells of single things that happen: spans, the fields of log lines, and failures. None of them ever holds a key
 * or a number.
 */
package dev.dlrbridge.trace;
