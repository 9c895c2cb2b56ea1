-- Held all that waits a second time, and was written three times in a message's life. No released version reads it.

DROP INDEX CONCURRENTLY IF EXISTS message_due;
