-- Figures by hour, made of the history beside the work that goes on.

CREATE TABLE statistic (
    portal_id     uuid        NOT NULL,
    hour          timestamptz NOT NULL,
    client_id     text        NOT NULL,
    gateway       text        NOT NULL,
    status        smallint    NOT NULL, -- as in report; 0: the gateway's word is not understood
    reports       bigint      NOT NULL,
    known         bigint      NOT NULL, -- of them those whose message was known before, and for how long together
    known_ms      bigint      NOT NULL,
    shown         bigint      NOT NULL, -- of them those whose status the portal has, and after how long together
    shown_ms      bigint      NOT NULL,
    PRIMARY KEY (portal_id, hour, gateway, status)
);

-- How far the history is counted: what came in, and, a day later, what the portals had later than a minute after it.
CREATE TABLE statistic_progress (
    pass  text        PRIMARY KEY CHECK (pass IN ('received', 'late')),
    until timestamptz NOT NULL
);

INSERT INTO statistic_progress (pass, until)
SELECT pass, date_trunc('hour', now())
  FROM unnest(ARRAY['received', 'late']) AS p (pass);
