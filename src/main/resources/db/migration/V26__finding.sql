-- What people who ask are shown, and what they find it by. Nothing of it is a statement of its own as reports come in.

ALTER TABLE message
    ADD COLUMN error_code   text,        -- of the gateway, with the report that raised it last
    ADD COLUMN forwarded_at timestamptz, -- when the portal was told what stands in "forwarded"
    ADD COLUMN forwarded_ms integer,     -- how long that call took
    ADD COLUMN failed_calls jsonb;       -- the last ten calls that did not end well, the latest first; null: none did

-- A keyed hash of the recipient's number (see dlrbridge.encryption.searchable-recipients); null: not known, or not wanted.
ALTER TABLE report ADD COLUMN recipient_hash bigint;
ALTER TABLE unmatched ADD COLUMN recipient_hash bigint;

ALTER TABLE portal ADD COLUMN parked_since timestamptz;
UPDATE portal SET parked_since = updated_at WHERE state = 'parked';

ALTER TABLE quarantine
    ADD COLUMN unknown_words text[], -- statuses that nobody knows yet, as the gateway spells them
    ADD COLUMN message_ids   text[]; -- what the request is about, as far as it says so

-- Whom a change was about, as it was then.
ALTER TABLE audit
    ADD COLUMN application text,
    ADD COLUMN member_id   text,
    ADD COLUMN domain      text;

-- Gives the history indexes that are built where that takes a moment: on days that are empty yet, and on all where little
-- is stored. Else they begin with the first empty day, since a build would keep reports out for as long as it takes; what
-- is older is not looked for by them. Reports lie in the order of their time, so that summaries of pages find an hour.
CREATE FUNCTION prepare_reports_to_be_found() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  partition record;
  little    boolean;
  since     text := '-infinity';
BEGIN
  CREATE INDEX IF NOT EXISTS report_received_at ON ONLY report USING brin (received_at) WITH (pages_per_range = 32);
  CREATE INDEX IF NOT EXISTS report_recipient ON ONLY report (recipient_hash) WHERE recipient_hash IS NOT NULL;
  CREATE INDEX IF NOT EXISTS report_gateway_id ON ONLY report (gateway_id) WHERE gateway_id IS NOT NULL;
  SELECT coalesce(sum(pg_relation_size(inhrelid)), 0) < 256 << 20
    INTO little
    FROM pg_inherits
   WHERE inhparent = 'report'::regclass;
  FOR partition IN
    SELECT c.oid::regclass AS name, pg_relation_size(c.oid) AS size, to_date(right(c.relname, 8), 'YYYYMMDD') AS day
      FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'report'::regclass
     ORDER BY 3
  LOOP
    IF little OR partition.size = 0 AND partition.day > current_date THEN
      EXECUTE format('CREATE INDEX ON %s USING brin (received_at) WITH (pages_per_range = 32)', partition.name);
      EXECUTE format('CREATE INDEX ON %s (recipient_hash) WHERE recipient_hash IS NOT NULL', partition.name);
      EXECUTE format('CREATE INDEX ON %s (gateway_id) WHERE gateway_id IS NOT NULL', partition.name);
    ELSE
      since := to_char(partition.day + 1, 'YYYY-MM-DD') || ' 00:00:00+00';
    END IF;
  END LOOP;
  EXECUTE format('CREATE OR REPLACE FUNCTION reports_found_since() RETURNS timestamptz
                  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS %L', format('SELECT timestamptz %L', since));
END $$;

SELECT prepare_reports_to_be_found();

DROP FUNCTION prepare_reports_to_be_found();
