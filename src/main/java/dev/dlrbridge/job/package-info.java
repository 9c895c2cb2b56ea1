/** Work that is done again and again, by Quarkus' scheduler: it waits for the storage, and its bugs are loud. */
package dev.dlrbridge.job;
