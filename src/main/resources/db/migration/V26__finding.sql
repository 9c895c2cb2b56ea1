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
-- is older is not looked for by them.
--
-- They are summaries of 32 pages each, made in the background, so that intake does nothing for them (measured: trees on
-- the same two columns cost the database a fifth more for each report). Of random values a summary is a Bloom filter: for as
-- many as lie in its pages, and wrong in one of a thousand. 4 million reports a day are 30 MB of them.
CREATE FUNCTION prepare_reports_to_be_found() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  ways      text[] := ARRAY[
    'received_at',
    'recipient_hash int8_bloom_ops (n_distinct_per_range = 2000, false_positive_rate = 0.001)',
    'gateway_id text_bloom_ops (n_distinct_per_range = 2000, false_positive_rate = 0.001)'];
  names     text[] := ARRAY['received_at', 'recipient', 'gateway_id'];
  way       int;
  partition record;
  little    boolean;
  since     text := '-infinity';
BEGIN
  FOR way IN 1..3 LOOP
    EXECUTE format('CREATE INDEX report_%s ON ONLY report USING brin (%s) WITH (pages_per_range = 32, autosummarize = on)',
                   names[way], ways[way]);
  END LOOP;
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
      FOR way IN 1..3 LOOP
        EXECUTE format('CREATE INDEX ON %s USING brin (%s) WITH (pages_per_range = 32, autosummarize = on)',
                       partition.name, ways[way]);
      END LOOP;
    ELSE
      since := to_char(partition.day + 1, 'YYYY-MM-DD') || ' 00:00:00+00';
    END IF;
  END LOOP;
  EXECUTE format('CREATE FUNCTION reports_found_since() RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS %L',
                 format('SELECT timestamptz %L', since));
END $$;

SELECT prepare_reports_to_be_found();

DROP FUNCTION prepare_reports_to_be_found();

-- The planner takes summaries of random values for useless, and would read the whole history.
CREATE FUNCTION reports_of_recipient(hashes bigint[])
RETURNS TABLE (portal_id uuid, message_id text, channel_id uuid, received_at timestamptz)
LANGUAGE sql STABLE SET enable_seqscan = off SET max_parallel_workers_per_gather = 0 AS $$
  SELECT portal_id, message_id, channel_id, received_at
    FROM report
   WHERE recipient_hash = ANY (hashes) AND received_at >= reports_found_since()
   LIMIT 10000
$$;

CREATE FUNCTION reports_of_gateway_ids(ids text[])
RETURNS TABLE (portal_id uuid, message_id text, channel_id uuid, received_at timestamptz)
LANGUAGE sql STABLE SET enable_seqscan = off SET max_parallel_workers_per_gather = 0 AS $$
  SELECT portal_id, message_id, channel_id, received_at
    FROM report
   WHERE gateway_id = ANY (ids) AND received_at >= reports_found_since()
   LIMIT 100
$$;
