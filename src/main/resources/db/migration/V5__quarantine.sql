-- Requests in quarantine can be found and replayed; the last refusals of each channel are seen from every replica.

-- Unverified entries were not proved genuine: they are replayed only once they verify.
ALTER TABLE quarantine
    ADD COLUMN verified    boolean NOT NULL DEFAULT true,
    ADD COLUMN replayed_at timestamptz; -- the last try that did not succeed

CREATE UNIQUE INDEX quarantine_id ON quarantine (id);
CREATE INDEX quarantine_received_at ON quarantine (received_at, id);
CREATE INDEX quarantine_gateway ON quarantine (gateway, received_at, id);

-- What each channel's quarantine holds, so that its limit is not counted anew with each entry. Kept by triggers, since
-- entries go in several ways: replayed, deleted, too old, erased with their portal.
CREATE TABLE quarantine_usage (
    portal_id  uuid   NOT NULL,
    channel_id uuid   NOT NULL,
    entries    bigint NOT NULL,
    bytes      bigint NOT NULL,
    PRIMARY KEY (portal_id, channel_id)
) WITH (fillfactor = 50);

INSERT INTO quarantine_usage
SELECT portal_id, channel_id, count(*), sum(size)
  FROM quarantine
 GROUP BY portal_id, channel_id;

CREATE FUNCTION quarantine_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO quarantine_usage AS u (portal_id, channel_id, entries, bytes)
  SELECT portal_id, channel_id, count(*), sum(size)
    FROM added
   GROUP BY portal_id, channel_id
   ORDER BY portal_id, channel_id
  ON CONFLICT (portal_id, channel_id) DO UPDATE
     SET entries = u.entries + EXCLUDED.entries,
         bytes = u.bytes + EXCLUDED.bytes;
  RETURN NULL;
END $$;

CREATE TRIGGER quarantine_added
AFTER INSERT ON quarantine REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION quarantine_added();

CREATE FUNCTION quarantine_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE quarantine_usage u
     SET entries = greatest(0, u.entries - r.entries),
         bytes = greatest(0, u.bytes - r.bytes)
    FROM (SELECT portal_id, channel_id, count(*) AS entries, sum(size) AS bytes
            FROM removed
           GROUP BY portal_id, channel_id) r
   WHERE u.portal_id = r.portal_id AND u.channel_id = r.channel_id;
  RETURN NULL;
END $$;

CREATE TRIGGER quarantine_removed
AFTER DELETE ON quarantine REFERENCING OLD TABLE AS removed
FOR EACH STATEMENT EXECUTE FUNCTION quarantine_removed();

-- Null: the gateway's word is not understood; the whole request lies in quarantine.
ALTER TABLE report ALTER COLUMN status DROP NOT NULL;

-- The last refusals of each channel; of a request only the names of its headers.
CREATE TABLE refusal (
    portal_id    uuid        NOT NULL,
    channel_id   uuid        NOT NULL,
    id           bigint      GENERATED ALWAYS AS IDENTITY,
    refused_at   timestamptz NOT NULL,
    reason       text        NOT NULL,
    header_names text[]      NOT NULL,
    PRIMARY KEY (portal_id, channel_id, id)
);

-- A replay of all that lies in a gateway's quarantine; any replica takes the next step.
CREATE TABLE replay (
    id            uuid        PRIMARY KEY,
    gateway       text        NOT NULL,
    until         timestamptz NOT NULL DEFAULT now(), -- what comes later is not part of it
    last_time     timestamptz,                        -- received_at and id of the last entry tried
    last_id       uuid,
    tried         bigint      NOT NULL DEFAULT 0,
    replayed      bigint      NOT NULL DEFAULT 0,
    unreadable    bigint      NOT NULL DEFAULT 0,
    not_authentic bigint      NOT NULL DEFAULT 0,
    failed        bigint      NOT NULL DEFAULT 0,
    claimed_until timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    finished_at   timestamptz
);

CREATE INDEX replay_unfinished ON replay (created_at) WHERE finished_at IS NULL;
