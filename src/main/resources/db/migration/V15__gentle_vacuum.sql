-- A vacuum writes most pages that it cleans to the log in full. As fast as it was allowed to, it took more of the disk than the
-- reports that came meanwhile, which waited for it; nobody waits for the vacuum.

-- At most some 20 MB a second: seven times what 10 million messages a day leave behind.
ALTER TABLE message SET (autovacuum_vacuum_cost_limit = 100);

-- At most some 8 MB a second; later partitions are made so.
DO $$
DECLARE
  partition regclass;
BEGIN
  FOR partition IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'report'::regclass LOOP
    EXECUTE format('ALTER TABLE %s SET (autovacuum_vacuum_cost_limit = 40)', partition);
  END LOOP;
END $$;
