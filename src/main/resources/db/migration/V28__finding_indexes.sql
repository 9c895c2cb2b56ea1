-- What is found by more than its key. Each statement is a transaction of its own.

DROP INDEX CONCURRENTLY IF EXISTS unmatched_recipient;
CREATE INDEX CONCURRENTLY unmatched_recipient ON unmatched (recipient_hash) WHERE recipient_hash IS NOT NULL;

DROP INDEX CONCURRENTLY IF EXISTS quarantine_message_ids;
CREATE INDEX CONCURRENTLY quarantine_message_ids ON quarantine USING gin (message_ids);

DROP INDEX CONCURRENTLY IF EXISTS statistic_hour;
CREATE INDEX CONCURRENTLY statistic_hour ON statistic (hour);
