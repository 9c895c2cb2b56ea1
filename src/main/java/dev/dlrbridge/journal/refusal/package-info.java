/** What a channel refused last, for whoever asks why; knows nothing of reports. Uses statements only. */
package dev.dlrbridge.journal.refusal;
