-- A day of the history is made and dropped with the rights of whoever migrates: the role that the service logs in as
-- may be one that owns nothing (see dlrbridge.database.service-role), and need not be able to change the schema.

-- Attached, since CREATE … PARTITION OF would lock out every writer. Another replica may do the same at the same moment:
-- the lock lets one after the other. Rows never change, so that the first vacuum may be the last, and a slow one.
CREATE FUNCTION make_report_partition(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '2s' AS $$
DECLARE
  today     date := now() AT TIME ZONE 'UTC';
  partition text := 'report_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF day IS NULL OR day NOT BETWEEN today - 1 AND today + 30 THEN
    RAISE 'no partition is made for this day' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('dlrbridge.report.partitions'));
  IF NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass(partition)) THEN
    EXECUTE format('CREATE TABLE %I (LIKE report INCLUDING DEFAULTS INCLUDING INDEXES)
                      WITH (autovacuum_freeze_min_age = 0, autovacuum_vacuum_cost_limit = 40)', partition);
    EXECUTE format('ALTER TABLE report ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                   partition, day || ' 00:00:00+00', day + 1 || ' 00:00:00+00');
  END IF;
END $$;

-- Needs the history for itself for a moment: others wait behind it so long at most, and whoever reads for longer than
-- that puts it off to the next try.
CREATE FUNCTION drop_report_partition(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '100ms' AS $$
BEGIN
  EXECUTE format('DROP TABLE IF EXISTS %I.%I', current_schema(), 'report_' || to_char(day, 'YYYYMMDD'));
END $$;

REVOKE EXECUTE ON FUNCTION make_report_partition(date), drop_report_partition(date) FROM PUBLIC;

-- Names mean the same to them whoever calls, whatever he has put into his own path.
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION make_report_partition(date) SET search_path = %I, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION drop_report_partition(date) SET search_path = %I, pg_temp', current_schema());
END $$;
