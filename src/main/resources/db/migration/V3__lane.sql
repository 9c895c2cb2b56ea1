-- The one outgoing line to a Bitrix24 account, owned by one replica at a time.
CREATE TABLE lane (
    account        text             PRIMARY KEY,
    owner          uuid,
    epoch          bigint           NOT NULL DEFAULT 0,
    lease_until    timestamptz,
    budget_level   double precision NOT NULL DEFAULT 0, -- requests in the portal's leaky bucket at budget_at
    budget_at      timestamptz      NOT NULL DEFAULT now(),
    blocked_until  timestamptz,
    blocked_reason text
) WITH (fillfactor = 70);
