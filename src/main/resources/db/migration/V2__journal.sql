-- What gateways reported and what the portals were told. Keys lead with the portal, so that a portal can be moved;
-- there are no foreign keys or checks, since nothing that a gateway sends may make a commit fail.
-- Status codes: 10 queued, 20 sent, 30 undelivered, 31 failed, 40 delivered; code / 10 is the rank.

-- The history: appended to, never changed, dropped by the day.
CREATE TABLE report (
    received_at timestamptz NOT NULL DEFAULT now(),
    portal_id   uuid        NOT NULL,
    message_id  text        COLLATE "C" NOT NULL,
    channel_id  uuid        NOT NULL,
    gateway_id  text,
    raw_status  text        NOT NULL,
    status      smallint    NOT NULL,
    error_code  text,
    error_text  text,
    event_time  timestamptz
) PARTITION BY RANGE (received_at);

CREATE INDEX report_message ON report (portal_id, message_id);

CREATE TABLE message (
    portal_id       uuid        NOT NULL,
    message_id      text        COLLATE "C" NOT NULL,
    channel_id      uuid        NOT NULL, -- of the first report
    sender_code     text        NOT NULL,
    reported        smallint    NOT NULL,
    forwarded       smallint,             -- null: the portal was told nothing yet
    first_seen_at   timestamptz NOT NULL DEFAULT now(),
    due_at          timestamptz,          -- null: nothing to do
    in_flight_until timestamptz,          -- not sent again before; also tells one taking from the next
    attempts        integer     NOT NULL DEFAULT 0,
    abandoned_as    text,                 -- 'rejected' or 'expired'
    last_error      text,
    PRIMARY KEY (portal_id, message_id)
) WITH (fillfactor = 80);

CREATE INDEX message_due ON message (portal_id, due_at) WHERE due_at IS NOT NULL;

-- A gateway's own id and the message it stands for; message_id is null while only a report is known.
CREATE TABLE correlation (
    portal_id       uuid        NOT NULL,
    channel_id      uuid        NOT NULL,
    correlation_key text        COLLATE "C" NOT NULL,
    message_id      text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (portal_id, channel_id, correlation_key)
);

-- Reports that wait for their correlation.
CREATE TABLE unmatched (
    portal_id       uuid        NOT NULL,
    channel_id      uuid        NOT NULL,
    correlation_key text        COLLATE "C" NOT NULL,
    id              bigint      GENERATED ALWAYS AS IDENTITY,
    received_at     timestamptz NOT NULL DEFAULT now(),
    sender_code     text        NOT NULL,
    gateway_id      text,
    raw_status      text        NOT NULL,
    status          smallint    NOT NULL,
    error_code      text,
    error_text      text,
    event_time      timestamptz,
    PRIMARY KEY (portal_id, channel_id, correlation_key, id)
);

-- Authentic requests that could not be understood; `request` is encrypted as a whole.
CREATE TABLE quarantine (
    portal_id   uuid        NOT NULL,
    channel_id  uuid        NOT NULL,
    id          uuid        NOT NULL,
    gateway     text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    reason      text        NOT NULL,
    size        integer     NOT NULL, -- bytes, for the limit per channel
    request     bytea       NOT NULL,
    PRIMARY KEY (portal_id, channel_id, id)
);
