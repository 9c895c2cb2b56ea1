-- admin.access.AdminTokens.ADD
INSERT INTO admin_token (name, role, applications, hash, created_by, expires_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (name) DO NOTHING;

-- admin.access.AdminTokens.LIST
SELECT name, role, applications, created_at, created_by, expires_at, revoked_at
  FROM admin_token
 WHERE name > $1
 ORDER BY name
 LIMIT $2;

-- admin.access.AdminTokens.REVOKE
UPDATE admin_token SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL;

-- admin.access.AdminTokens.VALID
SELECT name, role, applications, hash, expires_at
  FROM admin_token
 WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now());

-- admin.audit.AuditLog.ADD
INSERT INTO audit (actor, role, address, action, target, status, application, member_id, domain)
SELECT $1, $2, $3, $4, $5, $6, coalesce(p.client_id, $10), coalesce(p.member_id, $11),
       split_part(p.client_endpoint, '/', 3)
  FROM (SELECT) AS change
  LEFT JOIN LATERAL (
        SELECT client_id, member_id, client_endpoint
          FROM portal
         WHERE client_id = $7 AND member_id = $8
            OR id = (SELECT portal_id FROM channel WHERE id = $9)
            OR id = (SELECT portal_id FROM quarantine WHERE id = $9)
         LIMIT 1) p ON true
RETURNING id;

-- admin.audit.AuditLog.END
UPDATE audit SET status = $2, changed = $3 WHERE id = $1;

-- admin.audit.AuditLog.LIST
SELECT id, at, actor, role, address, action, target, application, member_id, domain, changed, status
  FROM audit
 WHERE id < $1
   AND ($2::text IS NULL OR actor = $2)
   AND ($3::text IS NULL OR action = $3)
   AND ($4::text IS NULL OR starts_with(target, $4))
   AND ($5::timestamptz IS NULL OR at >= $5)
   AND ($6::timestamptz IS NULL OR at < $6)
   AND ($7::text IS NULL OR application = $7)
   AND ($8::text IS NULL OR member_id = $8)
 ORDER BY id DESC
 LIMIT $9;

-- database.SchemaVersion.CURRENT
SELECT coalesce(bool_and(success) AND max(version::integer) >= $1, false)
  FROM flyway_schema_history
 WHERE version IS NOT NULL;

-- forwarding.LaneAdministrativeCalls.CLAIM
INSERT INTO lane AS l (account, admin_claimed_until, admin_level, admin_calls)
VALUES ($1, now() + interval '75 seconds', 1, 1)
ON CONFLICT (account) DO UPDATE
   SET admin_claimed_until = EXCLUDED.admin_claimed_until,
       admin_level = greatest(0, l.admin_level - 0.4 * extract(epoch FROM now() - l.admin_at)) + 1,
       admin_at = now(),
       admin_calls = l.admin_calls + 1
 WHERE (l.admin_claimed_until IS NULL OR l.admin_claimed_until <= now())
   AND greatest(0, l.admin_level - 0.4 * extract(epoch FROM now() - l.admin_at)) <= 2
RETURNING l.admin_calls;

-- forwarding.LaneAdministrativeCalls.RELEASE
UPDATE lane
   SET admin_claimed_until = NULL
 WHERE account = $1 AND admin_calls = $2;

-- forwarding.LeaseSql.ACQUIRE
WITH added AS (
  INSERT INTO lane (account, owner, epoch, lease_until)
  SELECT a.account, $2, 1, now() + $3 * interval '1 millisecond'
    FROM unnest($1::text[]) AS a (account)
   WHERE (SELECT count(*) FROM lane l WHERE l.account = a.account) = 0
   ORDER BY a.account
  ON CONFLICT DO NOTHING
  RETURNING account, epoch
), free AS (
  SELECT account,
         owner IS NULL AS handed_over,
         budget_level + admin_calls - admin_charged AS level,
         greatest(0, extract(epoch FROM now() - CASE WHEN owner IS NULL THEN budget_at
                                                     ELSE lease_until END))::float8 AS seconds
    FROM lane
   WHERE account = ANY ($1::text[])
     AND (owner IS NULL OR owner = $2 OR lease_until < now())
     AND (blocked_until IS NULL OR blocked_until <= now())
   ORDER BY account
     FOR UPDATE SKIP LOCKED
), taken AS (
  UPDATE lane l
     SET owner = $2,
         epoch = l.epoch + 1,
         lease_until = now() + $3 * interval '1 millisecond',
         admin_charged = l.admin_calls,
         blocked_until = NULL
    FROM free
   WHERE l.account = free.account
  RETURNING l.account, l.epoch, free.handed_over, free.level, free.seconds, l.budget_drain
)
SELECT account, epoch, true, 0::float8, 0::float8, NULL::float8, (SELECT p.request_limit
   FROM portal p
  WHERE p.member_id = added.account AND p.request_limit IS NOT NULL
  ORDER BY p.updated_at DESC
  LIMIT 1)

  FROM added
 UNION ALL
SELECT taken.*, (SELECT p.request_limit
   FROM portal p
  WHERE p.member_id = taken.account AND p.request_limit IS NOT NULL
  ORDER BY p.updated_at DESC
  LIMIT 1)

  FROM taken;

-- forwarding.LeaseSql.RELEASE
WITH held AS MATERIALIZED (
  SELECT h.account, h.level, h.drain, h.blocked_ms, l.admin_calls - l.admin_charged AS charged
    FROM unnest($1::text[], $2::bigint[], $3::float8[], $4::float8[], $5::bigint[])
      AS h (account, epoch, level, drain, blocked_ms)
    JOIN lane l
      ON l.account = h.account AND l.epoch = h.epoch AND l.owner = $6
   ORDER BY l.account
     FOR UPDATE OF l
)
UPDATE lane l
   SET budget_level = held.level + held.charged,
       budget_at = now(),
       budget_drain = held.drain,
       admin_charged = l.admin_calls,
       blocked_until = CASE WHEN held.blocked_ms > 0
                            THEN now() + held.blocked_ms * interval '1 millisecond' END,
       owner = NULL,
       lease_until = NULL
  FROM held
 WHERE l.account = held.account;

-- forwarding.LeaseSql.RENEW
WITH held AS MATERIALIZED (
  SELECT h.account, h.level, h.drain, h.blocked_ms, l.admin_calls - l.admin_charged AS charged
    FROM unnest($1::text[], $2::bigint[], $3::float8[], $4::float8[], $5::bigint[])
      AS h (account, epoch, level, drain, blocked_ms)
    JOIN lane l
      ON l.account = h.account AND l.epoch = h.epoch AND l.owner = $6
   ORDER BY l.account
     FOR UPDATE OF l
)
UPDATE lane l
   SET budget_level = held.level + held.charged,
       budget_at = now(),
       budget_drain = held.drain,
       admin_charged = l.admin_calls,
       blocked_until = CASE WHEN held.blocked_ms > 0
                            THEN now() + held.blocked_ms * interval '1 millisecond' END,
       lease_until = now() + $7 * interval '1 millisecond'
  FROM held
 WHERE l.account = held.account AND l.lease_until > now()
RETURNING l.account, held.charged, (SELECT p.request_limit
   FROM portal p
  WHERE p.member_id = l.account AND p.request_limit IS NOT NULL
  ORDER BY p.updated_at DESC
  LIMIT 1);

-- handler.RequestedMessages.ADD
INSERT INTO requested_message (portal_id, message_id, event_id, channel_id, sender_code, recipient, deadline_at,
                               author)
VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 second', $8)
ON CONFLICT DO NOTHING;

-- handler.RequestedMessages.END
UPDATE requested_message
   SET outcome = $3, recipient = NULL, ended_at = now()
 WHERE portal_id = $1 AND message_id = $2 AND ended_at IS NULL;

-- handler.RequestedMessages.FAIL
UPDATE requested_message
   SET failure = $3, recipient = NULL, deadline_at = now()
 WHERE portal_id = $1 AND event_id = $2 AND ended_at IS NULL;

-- handler.RequestedMessages.ONE
SELECT r.portal_id, r.message_id, r.event_id, r.channel_id, r.sender_code, r.recipient, r.requested_at, r.failure,
       p.member_id
  FROM requested_message r
  JOIN portal p ON p.id = r.portal_id
 WHERE r.ended_at IS NULL
 AND r.portal_id = $1 AND r.event_id = $2;

-- handler.RequestedMessages.OVERDUE
SELECT r.portal_id, r.message_id, r.event_id, r.channel_id, r.sender_code, r.recipient, r.requested_at, r.failure,
       p.member_id
  FROM requested_message r
  JOIN portal p ON p.id = r.portal_id
 WHERE r.ended_at IS NULL
 AND r.deadline_at <= now() ORDER BY r.deadline_at LIMIT $1;

-- handler.RequestedMessages.WAITING
SELECT r.portal_id, r.message_id, r.event_id, r.channel_id, r.sender_code, r.recipient, r.requested_at, r.failure,
       p.member_id
  FROM requested_message r
  JOIN portal p ON p.id = r.portal_id
 WHERE r.ended_at IS NULL;

-- job.Duties.TAKE
INSERT INTO duty AS d (name, owner, lease_until)
VALUES ($1, $2, now() + $3)
ON CONFLICT (name) DO UPDATE
   SET owner = EXCLUDED.owner,
       lease_until = EXCLUDED.lease_until
 WHERE d.owner = EXCLUDED.owner OR d.lease_until < now();

-- job.Replicas.LEAVE
DELETE FROM replica WHERE id = $1;

-- job.Replicas.LIST
SELECT r.id, r.name, r.version, r.started_at, r.seen_at, r.seen_at > now() - interval '45 seconds',
       (SELECT count(*) FROM lane l WHERE l.owner = r.id AND l.lease_until > now())
  FROM replica r
 ORDER BY r.name, r.started_at
 LIMIT 100;

-- job.Replicas.SIGN
INSERT INTO replica (id, name, version) VALUES ($1, $2, $3)
ON CONFLICT (id) DO UPDATE SET seen_at = now();

-- job.run.Runs.ADVANCE
WITH advanced AS (
  UPDATE run
     SET position = $3, counts = $4::text::jsonb, claimed_until = NULL
   WHERE id = $1 AND position = $2 AND finished_at IS NULL
  RETURNING id
)
INSERT INTO run_result (run_id, item, result, detail)
SELECT a.id, r.item, r.result, r.detail
  FROM advanced a, unnest($5::text[], $6::text[], $7::text[]) AS r (item, result, detail)
 WHERE r.item IS NOT NULL
ON CONFLICT (run_id, item) DO NOTHING;

-- job.run.Runs.CLAIM
UPDATE run
   SET claimed_until = now() + interval '30 seconds'
 WHERE id = (SELECT id
               FROM run
              WHERE finished_at IS NULL
                AND kind = ANY ($1)
                AND (claimed_until IS NULL OR claimed_until < now())
              ORDER BY created_at
              LIMIT 1
                FOR UPDATE SKIP LOCKED)
RETURNING id, kind, client_id, subject, parameters, until, position, counts::text AS counts, created_at, finished_at;

-- job.run.Runs.FINISH
UPDATE run SET finished_at = now(), claimed_until = NULL WHERE id = $1 AND finished_at IS NULL;

-- job.run.Runs.LAST
SELECT id, kind, client_id, subject, parameters, until, position, counts::text AS counts, created_at, finished_at FROM run WHERE $1::text IS NULL OR kind = $1 ORDER BY created_at DESC LIMIT 100;

-- job.run.Runs.ONE
SELECT id, kind, client_id, subject, parameters, until, position, counts::text AS counts, created_at, finished_at FROM run WHERE id = $1;

-- job.run.Runs.RESULTS
SELECT item, result, detail
  FROM run_result
 WHERE run_id = $1 AND item > $2 AND ($3::text IS NULL OR result = $3)
 ORDER BY item
 LIMIT $4;

-- job.run.Runs.START
INSERT INTO run (id, kind, client_id, subject, parameters)
VALUES ($1, $2, $3, $4, $5)
RETURNING id, kind, client_id, subject, parameters, until, position, counts::text AS counts, created_at, finished_at;

-- journal.Backlogs.OF_PORTALS
SELECT p.id, b.messages
  FROM unnest($1::uuid[]) AS p (id)
 CROSS JOIN LATERAL (SELECT count(*) AS messages FROM waiting_message WHERE portal_id = p.id) b
 WHERE b.messages > 0;

-- journal.Backlogs.OVER
WITH due AS MATERIALIZED (
  SELECT p.id AS portal_id, b.messages
    FROM portal p
   CROSS JOIN LATERAL (
         SELECT count(*) AS messages
           FROM (SELECT
                   FROM waiting_message
                  WHERE portal_id = p.id
                  ORDER BY due_at
                  LIMIT $1::bigint) bounded) b
   WHERE b.messages >= least($1::bigint, $2::bigint)
)
SELECT portal_id
  FROM due
 WHERE messages >= $1
UNION ALL
SELECT m.channel_id
  FROM due d
 CROSS JOIN LATERAL (
       SELECT channel_id
         FROM waiting_message
        WHERE portal_id = d.portal_id
        ORDER BY due_at
        LIMIT $1::bigint) m
 WHERE d.messages < $1
 GROUP BY m.channel_id
HAVING count(*) >= $2
   AND NOT EXISTS (SELECT FROM channel c WHERE c.id = m.channel_id AND c.portal_id IS NULL)
UNION ALL
SELECT channel_id
  FROM unmatched
 GROUP BY portal_id, channel_id
HAVING count(*) >= $2;

-- journal.Correlations.ATTACH_ALL
WITH attached AS (
  DELETE FROM unmatched u
   USING correlation c
   WHERE c.portal_id = u.portal_id
     AND c.channel_id = u.channel_id
     AND c.correlation_key = u.correlation_key
     AND c.message_id IS NOT NULL
     
  RETURNING u.id, u.received_at, coalesce(c.to_portal, u.portal_id) AS portal_id, u.channel_id, u.sender_code,
            u.gateway_id, u.raw_status, u.status, u.error_code, u.error_text, u.event_time,
            u.recipient_hash, c.message_id, c.created_at
), history AS (
  INSERT INTO report (received_at, portal_id, message_id, channel_id, gateway_id, raw_status, status,
                      error_code, error_text, event_time, recipient_hash)
  SELECT received_at, portal_id, message_id, channel_id, gateway_id, raw_status, status,
         error_code, error_text, event_time, recipient_hash
    FROM attached
)
INSERT INTO message AS m (portal_id, message_id, channel_id, sender_code, reported, error_code,
                          first_seen_at, known_since, due_at)
SELECT DISTINCT ON (portal_id, message_id)
       portal_id, message_id, channel_id, sender_code, status, error_code, received_at, created_at, now()
  FROM attached
 ORDER BY portal_id, message_id, status / 10 DESC, id
ON CONFLICT (portal_id, message_id) DO UPDATE
   SET channel_id = EXCLUDED.channel_id,
       sender_code = EXCLUDED.sender_code,
       reported = EXCLUDED.reported,
       error_code = EXCLUDED.error_code,
       due_at = greatest(now(), m.in_flight_until),
       confirm_at = NULL,
       known_since = least(coalesce(m.known_since, m.first_seen_at), EXCLUDED.known_since),
       attempts = CASE WHEN m.abandoned_as IS NULL THEN m.attempts ELSE 0 END,
       refusals = CASE WHEN m.abandoned_as IS NULL THEN m.refusals ELSE 0 END,
       abandoned_as = NULL
 WHERE m.reported / 10 < EXCLUDED.reported / 10
   AND (m.sender_code = EXCLUDED.sender_code OR EXCLUDED.known_since IS NOT NULL);

-- journal.Correlations.ATTACH_GIVEN
WITH attached AS (
  DELETE FROM unmatched u
   USING correlation c
   WHERE c.portal_id = u.portal_id
     AND c.channel_id = u.channel_id
     AND c.correlation_key = u.correlation_key
     AND c.message_id IS NOT NULL
     AND u.portal_id = $1 AND u.channel_id = $2 AND u.correlation_key = ANY ($3::text[])
  RETURNING u.id, u.received_at, coalesce(c.to_portal, u.portal_id) AS portal_id, u.channel_id, u.sender_code,
            u.gateway_id, u.raw_status, u.status, u.error_code, u.error_text, u.event_time,
            u.recipient_hash, c.message_id, c.created_at
), history AS (
  INSERT INTO report (received_at, portal_id, message_id, channel_id, gateway_id, raw_status, status,
                      error_code, error_text, event_time, recipient_hash)
  SELECT received_at, portal_id, message_id, channel_id, gateway_id, raw_status, status,
         error_code, error_text, event_time, recipient_hash
    FROM attached
)
INSERT INTO message AS m (portal_id, message_id, channel_id, sender_code, reported, error_code,
                          first_seen_at, known_since, due_at)
SELECT DISTINCT ON (portal_id, message_id)
       portal_id, message_id, channel_id, sender_code, status, error_code, received_at, created_at, now()
  FROM attached
 ORDER BY portal_id, message_id, status / 10 DESC, id
ON CONFLICT (portal_id, message_id) DO UPDATE
   SET channel_id = EXCLUDED.channel_id,
       sender_code = EXCLUDED.sender_code,
       reported = EXCLUDED.reported,
       error_code = EXCLUDED.error_code,
       due_at = greatest(now(), m.in_flight_until),
       confirm_at = NULL,
       known_since = least(coalesce(m.known_since, m.first_seen_at), EXCLUDED.known_since),
       attempts = CASE WHEN m.abandoned_as IS NULL THEN m.attempts ELSE 0 END,
       refusals = CASE WHEN m.abandoned_as IS NULL THEN m.refusals ELSE 0 END,
       abandoned_as = NULL
 WHERE m.reported / 10 < EXCLUDED.reported / 10
   AND (m.sender_code = EXCLUDED.sender_code OR EXCLUDED.known_since IS NOT NULL);

-- journal.Correlations.PUT
INSERT INTO correlation AS c (portal_id, channel_id, correlation_key, message_id, to_portal, to_account)
SELECT $1, $2, *
  FROM unnest($3::text[], $4::text[], $5::uuid[], $6::text[])
ON CONFLICT (portal_id, channel_id, correlation_key) DO UPDATE
   SET message_id = EXCLUDED.message_id,
       to_portal = EXCLUDED.to_portal,
       to_account = EXCLUDED.to_account
 WHERE c.message_id IS NULL
    OR (c.message_id = EXCLUDED.message_id AND c.to_portal IS NOT DISTINCT FROM EXCLUDED.to_portal);

-- journal.Correlations.REFER
INSERT INTO correlation (portal_id, channel_id, correlation_key, message_id, to_portal, to_account)
VALUES ($1, $2, $3, $4, $5, $6);

-- journal.Correlations.RENAME
WITH renamed AS (
  SELECT * FROM unnest($3::text[], $4::text[]) AS t (former_key, correlation_key)
), waiting AS (
  UPDATE unmatched u
     SET correlation_key = r.correlation_key
    FROM renamed r
   WHERE u.portal_id = $1 AND u.channel_id = $2 AND u.correlation_key = r.former_key
), former AS (
  DELETE FROM correlation c
   USING renamed r
   WHERE c.portal_id = $1 AND c.channel_id = $2 AND c.correlation_key = r.former_key
  RETURNING r.correlation_key, c.message_id, c.created_at
)
INSERT INTO correlation AS c (portal_id, channel_id, correlation_key, message_id, created_at)
SELECT $1, $2, correlation_key, message_id, created_at
  FROM former
ON CONFLICT (portal_id, channel_id, correlation_key) DO UPDATE
   SET message_id = coalesce(c.message_id, EXCLUDED.message_id);

-- journal.ExpireSql.EXPIRE
UPDATE message
   SET due_at = NULL,
       abandoned_as = 'expired'
 WHERE ctid = ANY (ARRAY (
       SELECT ctid
         FROM message
        WHERE due_at > '-infinity'
          AND first_seen_at < now() - $1 * interval '1 second'
          AND (in_flight_until IS NULL OR in_flight_until <= now())
        ORDER BY first_seen_at
        LIMIT 5000
          FOR UPDATE SKIP LOCKED));

-- journal.ExpireSql.EXPIRE_EACH
UPDATE message
   SET due_at = NULL,
       abandoned_as = 'expired'
 WHERE ctid = ANY (ARRAY (
       SELECT ctid
         FROM message
        WHERE due_at > '-infinity'
          AND first_seen_at < now() - $1 * interval '1 second'
          AND (in_flight_until IS NULL OR in_flight_until <= now())
        ORDER BY first_seen_at
        LIMIT 5000
          FOR UPDATE SKIP LOCKED))
 RETURNING portal_id, message_id, sender_code, reported;

-- journal.ExpireSql.FORGET_CONFIRMATIONS
UPDATE message
   SET confirm_at = NULL
 WHERE ctid = ANY (ARRAY (
       SELECT ctid
         FROM message
        WHERE confirm_at < now() - interval '30 minutes'
        ORDER BY portal_id, confirm_at
        LIMIT 5000
          FOR UPDATE SKIP LOCKED));

-- journal.JournalCensus.BACKLOGS
SELECT p.state, sum(b.messages)::bigint,
       greatest(0, (extract(epoch FROM now() - min(b.oldest)) * 1000))::bigint,
       count(*) FILTER (WHERE b.messages >= 1),
       count(*) FILTER (WHERE b.messages >= 1000),
       count(*) FILTER (WHERE b.messages >= 100000)
  FROM portal p
 CROSS JOIN LATERAL (
       SELECT count(*) AS messages, min(due_at) AS oldest
         FROM (SELECT due_at
                 FROM waiting_message
                WHERE portal_id = p.id
                ORDER BY due_at
                LIMIT 100000) due) b
 GROUP BY p.state;

-- journal.JournalCensus.KEPT
SELECT coalesce(sum(entries), 0)::bigint, coalesce(sum(bytes), 0)::bigint,
       (SELECT count(*) FROM (SELECT FROM unmatched LIMIT 100000) waiting)
  FROM quarantine_usage;

-- journal.Messages.LIST
SELECT m.message_id, m.channel_id, m.reported, m.forwarded, CASE WHEN m.reported IS NULL THEN 'not-understood'
     WHEN m.abandoned_as IS NOT NULL THEN m.abandoned_as
     WHEN m.due_at IS NOT NULL THEN 'pending'
     ELSE 'forwarded' END
, m.error_code, m.forwarded_at, m.attempts, m.last_error, m.first_seen_at FROM message m
WHERE portal_id = $1 AND message_id > $2 AND ($3::text IS NULL OR CASE WHEN m.reported IS NULL THEN 'not-understood'
     WHEN m.abandoned_as IS NOT NULL THEN m.abandoned_as
     WHEN m.due_at IS NOT NULL THEN 'pending'
     ELSE 'forwarded' END
 = $3)
ORDER BY message_id
LIMIT $4;

-- journal.Messages.ONE
SELECT m.message_id, m.channel_id, m.reported, m.forwarded, CASE WHEN m.reported IS NULL THEN 'not-understood'
     WHEN m.abandoned_as IS NOT NULL THEN m.abandoned_as
     WHEN m.due_at IS NOT NULL THEN 'pending'
     ELSE 'forwarded' END
, m.error_code, m.forwarded_at, m.attempts, m.last_error, m.first_seen_at FROM message m WHERE portal_id = $1 AND message_id = $2;

-- journal.Messages.REPORTS
SELECT received_at, channel_id, gateway_id, raw_status, status, error_code, error_text, event_time
  FROM report
 WHERE portal_id = $1 AND message_id = $2
 ORDER BY received_at
 LIMIT 100;

-- journal.RecordSql.KNOWN
SELECT portal_id, channel_id, correlation_key, message_id, to_portal, to_account, created_at
  FROM correlation
 WHERE (portal_id, channel_id, correlation_key)
    IN (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]))
   AND message_id IS NOT NULL;

-- journal.RecordSql.LOCK
INSERT INTO correlation AS c (portal_id, channel_id, correlation_key)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[])
ON CONFLICT (portal_id, channel_id, correlation_key)
DO UPDATE SET message_id = c.message_id
RETURNING portal_id, channel_id, correlation_key, message_id, to_portal, to_account, created_at;

-- journal.RecordSql.RECORD
WITH history AS (
  INSERT INTO report (portal_id, message_id, channel_id, gateway_id, raw_status, status,
                      error_code, error_text, event_time, recipient_hash)
  SELECT *
    FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::smallint[],
                $7::text[], $8::text[], $9::timestamptz[], $10::bigint[])
)
INSERT INTO message AS m (portal_id, message_id, channel_id, sender_code, reported, error_code, known_since,
                          due_at)
SELECT portal_id, message_id, channel_id, sender_code, reported, error_code, known_since, now()
  FROM unnest($11::uuid[], $12::text[], $13::uuid[], $14::text[], $15::smallint[], $16::text[],
              $17::timestamptz[])
    AS t (portal_id, message_id, channel_id, sender_code, reported, error_code, known_since)
ON CONFLICT (portal_id, message_id) DO UPDATE
   SET channel_id = EXCLUDED.channel_id,
       sender_code = EXCLUDED.sender_code,
       reported = EXCLUDED.reported,
       error_code = EXCLUDED.error_code,
       due_at = greatest(now(), m.in_flight_until),
       confirm_at = NULL,
       known_since = least(coalesce(m.known_since, m.first_seen_at), EXCLUDED.known_since),
       attempts = CASE WHEN m.abandoned_as IS NULL THEN m.attempts ELSE 0 END,
       refusals = CASE WHEN m.abandoned_as IS NULL THEN m.refusals ELSE 0 END,
       abandoned_as = NULL
 WHERE m.reported / 10 < EXCLUDED.reported / 10
   AND (m.sender_code = EXCLUDED.sender_code OR EXCLUDED.known_since IS NOT NULL);

-- journal.RecordSql.RECORD_AND_TAKE
WITH history AS (
  INSERT INTO report (portal_id, message_id, channel_id, gateway_id, raw_status, status,
                      error_code, error_text, event_time, recipient_hash)
  SELECT *
    FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::smallint[],
                $7::text[], $8::text[], $9::timestamptz[], $10::bigint[])
), open AS MATERIALIZED (
  SELECT o.portal_id
    FROM unnest($19::uuid[], $20::text[], $21::bigint[]) AS o (portal_id, account, epoch)
    JOIN lane l
      ON l.account = o.account AND l.owner = $22 AND l.epoch = o.epoch AND l.lease_until > now()
    JOIN portal p
      ON p.id = o.portal_id AND p.state = 'active'
)
INSERT INTO message AS m (portal_id, message_id, channel_id, sender_code, reported, error_code, known_since,
                          due_at, in_flight_until)
SELECT portal_id, message_id, channel_id, sender_code, reported, error_code, known_since,
       coalesce(taken_until, now()), taken_until
  FROM (SELECT *,
               CASE WHEN wanted AND portal_id IN (SELECT portal_id FROM open)
                    THEN now() + $23::interval END AS taken_until
          FROM unnest($11::uuid[], $12::text[], $13::uuid[], $14::text[], $15::smallint[], $16::text[],
                      $17::timestamptz[], $18::boolean[])
            AS t (portal_id, message_id, channel_id, sender_code, reported, error_code, known_since,
                  wanted)) t
ON CONFLICT (portal_id, message_id) DO UPDATE
   SET channel_id = EXCLUDED.channel_id,
       sender_code = EXCLUDED.sender_code,
       reported = EXCLUDED.reported,
       error_code = EXCLUDED.error_code,
       due_at = CASE WHEN m.in_flight_until > now() OR m.refusals > 0 THEN greatest(now(), m.in_flight_until)
     ELSE EXCLUDED.due_at END,
       in_flight_until = CASE WHEN m.in_flight_until > now() OR m.refusals > 0 THEN m.in_flight_until
                              ELSE coalesce(EXCLUDED.in_flight_until, m.in_flight_until) END,
       confirm_at = NULL,
       known_since = least(coalesce(m.known_since, m.first_seen_at), EXCLUDED.known_since),
       attempts = CASE WHEN m.abandoned_as IS NULL THEN m.attempts ELSE 0 END,
       refusals = CASE WHEN m.abandoned_as IS NULL THEN m.refusals ELSE 0 END,
       abandoned_as = NULL
 WHERE m.reported / 10 < EXCLUDED.reported / 10
   AND (m.sender_code = EXCLUDED.sender_code OR EXCLUDED.known_since IS NOT NULL)
RETURNING m.portal_id, m.message_id, m.sender_code, m.reported, m.in_flight_until, m.attempts, m.refusals,
          extract(epoch FROM now() - m.first_seen_at)::bigint, 0::bigint, 'FIRST',
          coalesce(m.in_flight_until = now() + $23::interval, false);

-- journal.RecordSql.WAIT
INSERT INTO unmatched (portal_id, correlation_key, channel_id, gateway_id, raw_status, status,
                       error_code, error_text, event_time, recipient_hash, sender_code)
SELECT *
  FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::smallint[],
              $7::text[], $8::text[], $9::timestamptz[], $10::bigint[], $11::text[]);

-- journal.Retries.ONE
UPDATE message m
   SET due_at = greatest(now(), m.in_flight_until),
       attempts = 0,
       refusals = 0,
       abandoned_as = NULL,
       first_seen_at = CASE WHEN m.first_seen_at < now() - interval '12 days'
                            THEN now() ELSE m.first_seen_at END
 WHERE m.portal_id = $1 AND m.message_id = $2 AND m.abandoned_as IS NOT NULL;

-- journal.Retries.SOME
WITH chosen AS (
  SELECT portal_id, message_id
    FROM message
   WHERE portal_id = $1
     AND abandoned_as = $2
     AND ($3::timestamptz IS NULL OR first_seen_at >= $3)
     AND message_id > $4
   ORDER BY message_id
   LIMIT $5
     FOR UPDATE
), retried AS (
UPDATE message m
   SET due_at = greatest(now(), m.in_flight_until),
       attempts = 0,
       refusals = 0,
       abandoned_as = NULL,
       first_seen_at = CASE WHEN m.first_seen_at < now() - interval '12 days'
                            THEN now() ELSE m.first_seen_at END
    FROM chosen c
   WHERE m.portal_id = c.portal_id AND m.message_id = c.message_id
  RETURNING m.message_id
)
SELECT count(*), coalesce(max(message_id), '') FROM retried;

-- journal.SettleSql.SETTLE
WITH outcome AS (
  SELECT *
    FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::smallint[], $5::boolean[], $6::boolean[],
                $7::bigint[], $8::boolean[], $9::boolean[], $10::boolean[], $11::text[], $12::boolean[],
                $13::int[], $14::int[])
      AS o (portal_id, message_id, taken_until, sent, confirmation, forwarded,
            retry_ms, may_have_run, attempt, rejected, error, refusal, http, ms)
), settled AS MATERIALIZED (
  SELECT o.portal_id, o.message_id, o.sent, o.confirmation, o.forwarded, o.rejected, o.attempt, o.refusal, o.error,
         o.http, o.ms,
         m.reported <> o.sent AS raised,
         CASE WHEN o.may_have_run THEN m.in_flight_until END AS in_flight_until,
         greatest(now() + o.retry_ms * interval '1 millisecond',
                  CASE WHEN o.may_have_run THEN m.in_flight_until END) AS retry_at
    FROM (SELECT * FROM outcome ORDER BY portal_id, message_id COLLATE "C") o
   CROSS JOIN LATERAL (
         SELECT reported, in_flight_until
           FROM message
          WHERE portal_id = o.portal_id AND message_id = o.message_id
            FOR UPDATE) m
   WHERE m.in_flight_until = o.taken_until
), updated AS (
  UPDATE message m
     SET forwarded = CASE WHEN s.forwarded AND coalesce(m.forwarded, 0) / 10 < s.sent / 10
                          THEN s.sent ELSE m.forwarded END,
         due_at = CASE WHEN s.raised THEN greatest(now(), s.in_flight_until)
                       WHEN NOT s.confirmation AND NOT s.forwarded AND NOT s.rejected THEN s.retry_at END,
         confirm_at = CASE WHEN s.raised OR s.rejected THEN NULL
                           WHEN s.confirmation AND NOT s.forwarded
                                AND s.retry_at < coalesce(m.known_since, m.forwarded_at) + interval '31 minutes' THEN s.retry_at
                           WHEN s.forwarded AND NOT s.confirmation AND s.sent >= 30
                                AND coalesce((SELECT r.requested_at
                                                FROM requested_message r
                                               WHERE r.portal_id = m.portal_id
                                                 AND r.message_id = m.message_id),
                                             m.known_since) > now() - interval '10 seconds'
                                AND NOT EXISTS (SELECT FROM channel c
                                                 WHERE c.id = m.channel_id
                                                   AND c.settings ->> 'confirm' = 'never')
                           THEN now() + interval '1 minute' END,
         in_flight_until = s.in_flight_until,
         attempts = CASE WHEN s.confirmation THEN m.attempts
                         WHEN s.forwarded THEN 0
                         WHEN s.attempt THEN m.attempts + 1
                         ELSE m.attempts END,
         refusals = CASE WHEN s.forwarded THEN 0
                         WHEN s.refusal THEN m.refusals + 1
                         ELSE m.refusals END,
         abandoned_as = CASE WHEN s.rejected AND NOT s.raised AND NOT s.confirmation THEN 'rejected' END,
         forwarded_at = CASE WHEN s.forwarded AND NOT s.confirmation THEN now() ELSE m.forwarded_at END,
         forwarded_ms = CASE WHEN s.forwarded AND NOT s.confirmation THEN s.ms ELSE m.forwarded_ms END,
         failed_calls = CASE WHEN s.error IS NULL THEN m.failed_calls
                             ELSE (jsonb_strip_nulls(jsonb_build_array(jsonb_build_object(
                                       'at', now(), 'code', s.error, 'http', s.http, 'ms', s.ms)))
                                   || coalesce(m.failed_calls, '[]')) - 10 END,
         last_error = CASE WHEN s.confirmation THEN m.last_error ELSE s.error END
    FROM settled s
   WHERE m.portal_id = s.portal_id AND m.message_id = s.message_id
  RETURNING m.portal_id, m.message_id, m.due_at
)
SELECT DISTINCT portal_id FROM updated WHERE due_at <= now();

-- journal.SettleSql.SETTLE_EACH
WITH outcome AS (
  SELECT *
    FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::smallint[], $5::boolean[], $6::boolean[],
                $7::bigint[], $8::boolean[], $9::boolean[], $10::boolean[], $11::text[], $12::boolean[],
                $13::int[], $14::int[])
      AS o (portal_id, message_id, taken_until, sent, confirmation, forwarded,
            retry_ms, may_have_run, attempt, rejected, error, refusal, http, ms)
), settled AS MATERIALIZED (
  SELECT o.portal_id, o.message_id, o.sent, o.confirmation, o.forwarded, o.rejected, o.attempt, o.refusal, o.error,
         o.http, o.ms,
         m.reported <> o.sent AS raised,
         CASE WHEN o.may_have_run THEN m.in_flight_until END AS in_flight_until,
         greatest(now() + o.retry_ms * interval '1 millisecond',
                  CASE WHEN o.may_have_run THEN m.in_flight_until END) AS retry_at
    FROM (SELECT * FROM outcome ORDER BY portal_id, message_id COLLATE "C") o
   CROSS JOIN LATERAL (
         SELECT reported, in_flight_until
           FROM message
          WHERE portal_id = o.portal_id AND message_id = o.message_id
            FOR UPDATE) m
   WHERE m.in_flight_until = o.taken_until
), updated AS (
  UPDATE message m
     SET forwarded = CASE WHEN s.forwarded AND coalesce(m.forwarded, 0) / 10 < s.sent / 10
                          THEN s.sent ELSE m.forwarded END,
         due_at = CASE WHEN s.raised THEN greatest(now(), s.in_flight_until)
                       WHEN NOT s.confirmation AND NOT s.forwarded AND NOT s.rejected THEN s.retry_at END,
         confirm_at = CASE WHEN s.raised OR s.rejected THEN NULL
                           WHEN s.confirmation AND NOT s.forwarded
                                AND s.retry_at < coalesce(m.known_since, m.forwarded_at) + interval '31 minutes' THEN s.retry_at
                           WHEN s.forwarded AND NOT s.confirmation AND s.sent >= 30
                                AND coalesce((SELECT r.requested_at
                                                FROM requested_message r
                                               WHERE r.portal_id = m.portal_id
                                                 AND r.message_id = m.message_id),
                                             m.known_since) > now() - interval '10 seconds'
                                AND NOT EXISTS (SELECT FROM channel c
                                                 WHERE c.id = m.channel_id
                                                   AND c.settings ->> 'confirm' = 'never')
                           THEN now() + interval '1 minute' END,
         in_flight_until = s.in_flight_until,
         attempts = CASE WHEN s.confirmation THEN m.attempts
                         WHEN s.forwarded THEN 0
                         WHEN s.attempt THEN m.attempts + 1
                         ELSE m.attempts END,
         refusals = CASE WHEN s.forwarded THEN 0
                         WHEN s.refusal THEN m.refusals + 1
                         ELSE m.refusals END,
         abandoned_as = CASE WHEN s.rejected AND NOT s.raised AND NOT s.confirmation THEN 'rejected' END,
         forwarded_at = CASE WHEN s.forwarded AND NOT s.confirmation THEN now() ELSE m.forwarded_at END,
         forwarded_ms = CASE WHEN s.forwarded AND NOT s.confirmation THEN s.ms ELSE m.forwarded_ms END,
         failed_calls = CASE WHEN s.error IS NULL THEN m.failed_calls
                             ELSE (jsonb_strip_nulls(jsonb_build_array(jsonb_build_object(
                                       'at', now(), 'code', s.error, 'http', s.http, 'ms', s.ms)))
                                   || coalesce(m.failed_calls, '[]')) - 10 END,
         last_error = CASE WHEN s.confirmation THEN m.last_error ELSE s.error END
    FROM settled s
   WHERE m.portal_id = s.portal_id AND m.message_id = s.message_id
  RETURNING m.portal_id, m.message_id, m.due_at
)
SELECT portal_id, message_id, coalesce(due_at <= now(), false) FROM updated;

-- journal.TakeSql.PORTALS
SELECT p.id, p.member_id
  FROM portal p
  LEFT JOIN lane l
    ON l.account = p.member_id
 CROSS JOIN LATERAL (
       (SELECT FROM waiting_message m
         WHERE m.portal_id = p.id AND m.due_at <= now()
         ORDER BY m.due_at
         LIMIT 1)
        UNION ALL
       (SELECT FROM message m
         WHERE m.portal_id = p.id AND m.confirm_at <= now()
         ORDER BY m.confirm_at
         LIMIT 1)
        LIMIT 1) work
 WHERE (p.state = 'active' OR p.state = 'parked' AND p.probe_at <= now())
   AND (l.owner = $1
        OR (l.owner IS NULL OR l.lease_until < now())
           AND (l.blocked_until IS NULL OR l.blocked_until <= now()));

-- journal.TakeSql.TAKE
WITH wanted AS (
  SELECT w.portal_id, p.kind,
         CASE p.kind WHEN 'FIRST' THEN w.slots ELSE 1 END AS slots,
         CASE WHEN NOT EXISTS (SELECT FROM message
                                WHERE portal_id = w.portal_id AND due_at <= now() AND refusals = 0
                                ORDER BY due_at
                                LIMIT 1)
              THEN CASE p.kind WHEN 'FIRST' THEN w.alone ELSE 1 END
              WHEN p.kind = 'FIRST' THEN w.repeats
              ELSE 0
         END AS repeats,
         w.alone, w.batch
    FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::int[], $6::text[], $7::bigint[])
      AS w (portal_id, slots, repeats, alone, batch, account, epoch)
    JOIN lane l
      ON l.account = w.account AND l.owner = $8 AND l.epoch = w.epoch AND l.lease_until > now()
    JOIN (SELECT id, state, probe_at, CASE state WHEN 'active' THEN 'FIRST' ELSE 'PROBE' END AS kind
            FROM portal) p
      ON p.id = w.portal_id AND (p.state = 'active' OR p.state = 'parked' AND p.probe_at <= now())
), repeats AS MATERIALIZED (
  SELECT w.portal_id, d.message_id, d.due_at, w.kind
    FROM wanted w
   CROSS JOIN LATERAL (
         SELECT message_id, due_at
           FROM (SELECT message_id, due_at
                   FROM message
                  WHERE portal_id = w.portal_id AND due_at <= now() AND refusals > 0
                  ORDER BY due_at
                  LIMIT 500
                    FOR UPDATE SKIP LOCKED) longest_due
          LIMIT w.repeats) d
), first_sends AS MATERIALIZED (
  SELECT w.portal_id, d.message_id, d.due_at, w.kind
    FROM wanted w
   CROSS JOIN LATERAL (
         SELECT message_id, due_at
           FROM (SELECT message_id, due_at
                   FROM message
                  WHERE portal_id = w.portal_id AND due_at <= now() AND refusals = 0
                  ORDER BY due_at
                  LIMIT 500
                    FOR UPDATE SKIP LOCKED) longest_due
          LIMIT w.slots - (SELECT count(*) FROM repeats r WHERE r.portal_id = w.portal_id)) d
), due AS (
  SELECT * FROM first_sends
   UNION ALL
  SELECT * FROM repeats
), confirmations AS MATERIALIZED (
  SELECT w.portal_id, c.message_id, c.confirm_at, 'CONFIRMATION'
    FROM (SELECT w.portal_id,
                 CASE n.due WHEN 0 THEN w.alone ELSE (w.batch - n.due % w.batch) % w.batch END AS slots
            FROM wanted w
           CROSS JOIN LATERAL (SELECT count(*) AS due FROM due d WHERE d.portal_id = w.portal_id) n
           WHERE w.kind = 'FIRST') w
   CROSS JOIN LATERAL (
         SELECT message_id, confirm_at
           FROM (SELECT message_id, confirm_at
                   FROM message
                  WHERE portal_id = w.portal_id AND confirm_at <= now()
                  ORDER BY confirm_at
                  LIMIT 500
                    FOR UPDATE SKIP LOCKED) longest_due
          LIMIT w.slots) c
), taken (portal_id, message_id, since, kind) AS (
  SELECT * FROM due
   UNION ALL
  SELECT * FROM confirmations
)
UPDATE message m
   SET in_flight_until = now() + $9::interval,
       due_at = CASE taken.kind WHEN 'CONFIRMATION' THEN m.due_at ELSE now() + $9::interval END,
       confirm_at = CASE taken.kind WHEN 'CONFIRMATION' THEN now() + $9::interval END
  FROM taken
 WHERE m.portal_id = taken.portal_id AND m.message_id = taken.message_id
RETURNING m.portal_id, m.message_id, m.sender_code, m.reported, m.in_flight_until, m.attempts,
          m.refusals,
          extract(epoch FROM now() - m.first_seen_at)::bigint,
          (extract(epoch FROM now() - taken.since) * 1000)::bigint,
          taken.kind;

-- journal.UnmatchedReports.KEY
SELECT correlation_key FROM unmatched WHERE portal_id = $1 AND channel_id = $2 AND id = $3;

-- journal.UnmatchedReports.LIST
SELECT id, received_at, gateway_id, raw_status, status, error_code, error_text, event_time,
       received_at < now() - $5 * interval '1 second'
  FROM unmatched
 WHERE portal_id = $1 AND channel_id = $2 AND id < $3
 ORDER BY id DESC
 LIMIT $4;

-- journal.notice.WorkNotices.NOTIFY
SELECT pg_notify('dlrbridge_work', unnest($1::text[]));

-- journal.refusal.Refusals.ADD
INSERT INTO refusal (portal_id, channel_id, refused_at, reason, header_names)
SELECT portal_id, channel_id, now() - age_ms * interval '1 millisecond', reason,
       string_to_array(header_names, ',')
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[])
    AS r (portal_id, channel_id, age_ms, reason, header_names);

-- journal.refusal.Refusals.FORGET
DELETE FROM refusal WHERE portal_id = $1 AND channel_id = $2;

-- journal.refusal.Refusals.LIST
SELECT refused_at, reason, header_names
  FROM refusal
 WHERE portal_id = $1 AND channel_id = $2
 ORDER BY refused_at DESC, id DESC
 LIMIT $3;

-- journal.refusal.Refusals.TRIM
DELETE FROM refusal r
 USING (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[])) AS c (portal_id, channel_id)
 WHERE r.portal_id = c.portal_id
   AND r.channel_id = c.channel_id
   AND r.id <= (SELECT o.id
                  FROM refusal o
                 WHERE o.portal_id = c.portal_id AND o.channel_id = c.channel_id
                 ORDER BY o.id DESC
                OFFSET $3 LIMIT 1);

-- operations.SafeSettings.UNSAFE
SELECT name
  FROM pg_settings
 WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'
    OR name = 'server_version_num' AND setting::int < 150000
 ORDER BY name;

-- quarantine.MeaningWork.CHANNELS
SELECT id
  FROM channel
 WHERE gateway = $1 AND id > $2 AND created_at <= $3
 ORDER BY id
 LIMIT $4;

-- quarantine.QuarantineEntries.DELETE
DELETE FROM quarantine WHERE id = $1;

-- quarantine.QuarantineEntries.LIST
SELECT q.portal_id, coalesce(p.client_id, c.client_id) AS client_id, p.member_id, p.client_endpoint, q.id, q.channel_id, q.gateway, q.received_at, q.reason,
q.verified, q.size, q.replayed_at, q.unknown_words, q.message_ids FROM quarantine q
 LEFT JOIN portal p ON p.id = q.portal_id
 LEFT JOIN channel c ON c.id = q.channel_id
 WHERE ($1::text IS NULL OR q.gateway = $1)
   AND ($2::uuid IS NULL OR q.channel_id = $2)
   AND ($3::boolean IS NULL OR q.verified = $3)
   AND ($4::timestamptz IS NULL OR (q.received_at, q.id) < ($4, $5::uuid))
   AND ($6::text[] IS NULL OR coalesce(p.client_id, c.client_id) = ANY ($6))
 ORDER BY q.received_at DESC, q.id DESC
 LIMIT $7;

-- quarantine.QuarantineEntries.NEXT
SELECT q.portal_id, coalesce(p.client_id, c.client_id) AS client_id, p.member_id, p.client_endpoint, q.id, q.channel_id, q.gateway, q.received_at, q.reason,
q.verified, q.size, q.replayed_at, q.unknown_words, q.message_ids, q.request FROM quarantine q
 LEFT JOIN portal p ON p.id = q.portal_id
 LEFT JOIN channel c ON c.id = q.channel_id
 WHERE q.gateway = $1
   AND q.received_at <= $2
   AND ($3::timestamptz IS NULL OR (q.received_at, q.id) > ($3, $4::uuid))
 ORDER BY q.received_at, q.id
 LIMIT $5;

-- quarantine.QuarantineEntries.OF_MESSAGE
SELECT q.portal_id, coalesce(p.client_id, c.client_id) AS client_id, p.member_id, p.client_endpoint, q.id, q.channel_id, q.gateway, q.received_at, q.reason,
q.verified, q.size, q.replayed_at, q.unknown_words, q.message_ids FROM quarantine q
 LEFT JOIN portal p ON p.id = q.portal_id
 LEFT JOIN channel c ON c.id = q.channel_id
 WHERE q.portal_id = $1 AND q.message_ids @> ARRAY[$2::text]
 ORDER BY q.received_at DESC
 LIMIT $3;

-- quarantine.QuarantineEntries.ONE
SELECT q.portal_id, coalesce(p.client_id, c.client_id) AS client_id, p.member_id, p.client_endpoint, q.id, q.channel_id, q.gateway, q.received_at, q.reason,
q.verified, q.size, q.replayed_at, q.unknown_words, q.message_ids, q.request FROM quarantine q
 LEFT JOIN portal p ON p.id = q.portal_id
 LEFT JOIN channel c ON c.id = q.channel_id
 WHERE q.id = $1;

-- quarantine.QuarantineEntries.TRIED
UPDATE quarantine SET reason = $2, verified = $3, replayed_at = now() WHERE id = $1;

-- quarantine.QuarantineGroups.LIST
SELECT gateway, word, CASE WHEN word IS NULL THEN reason END, count(*), count(DISTINCT channel_id),
       min(received_at), max(received_at)
  FROM (SELECT q.gateway, q.reason, q.channel_id, q.received_at, q.unknown_words
          FROM quarantine q
          LEFT JOIN portal p ON p.id = q.portal_id
          LEFT JOIN channel c ON c.id = q.channel_id
         WHERE ($1::text[] IS NULL OR coalesce(p.client_id, c.client_id) = ANY ($1))
         ORDER BY q.received_at DESC
         LIMIT $2) seen
  LEFT JOIN LATERAL unnest(unknown_words) AS word ON true
 GROUP BY 1, 2, 3
 ORDER BY 4 DESC, 1, 2, 3
 LIMIT 100;

-- quarantine.QuarantineGroups.OF_WORD
SELECT (SELECT count(*) FROM quarantine WHERE gateway = $1 AND $2 = ANY (unknown_words)),
       (SELECT count(*) FROM channel WHERE gateway = $1);

-- quarantine.QuarantineWriter.ADD
WITH heard AS (
  SELECT *
    FROM unnest($11::uuid[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
                $18::timestamptz[], $19::text[], $20::bigint[])
      AS h (id, message_id, correlation_key, gateway_id, raw_status, error_code, error_text, event_time,
            other_key, recipient_hash)
), wanted AS (
  SELECT w.*,
         row_number() OVER (PARTITION BY channel_id ORDER BY place) AS entries,
         sum(size) OVER (PARTITION BY channel_id ORDER BY place) AS bytes
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::boolean[], $7::int[],
                $8::bytea[]) WITH ORDINALITY
      AS w (portal_id, channel_id, id, gateway, reason, verified, size, request, place)
), kept AS (
  INSERT INTO quarantine (portal_id, channel_id, id, gateway, reason, verified, size, request, unknown_words,
                          message_ids)
  SELECT portal_id, channel_id, id, gateway, reason, verified, size, request,
         (SELECT (array_agg(DISTINCT h.raw_status))[:20] FROM heard h WHERE h.id = w.id),
         (SELECT (array_agg(DISTINCT h.message_id))[:20]
            FROM heard h
           WHERE h.id = w.id AND h.message_id IS NOT NULL)
    FROM wanted w
    LEFT JOIN quarantine_usage u USING (portal_id, channel_id)
   WHERE coalesce(u.entries, 0) + w.entries <= $9
     AND coalesce(u.bytes, 0) + w.bytes <= $10
  RETURNING portal_id, channel_id, id
), history AS (
  INSERT INTO report (portal_id, message_id, channel_id, gateway_id, raw_status, error_code, error_text,
                      event_time, recipient_hash)
  SELECT coalesce(c.to_portal, k.portal_id), coalesce(h.message_id, c.message_id), k.channel_id, h.gateway_id, h.raw_status,
         h.error_code, h.error_text, h.event_time, h.recipient_hash
    FROM heard h
    JOIN kept k USING (id)
    LEFT JOIN LATERAL (
         SELECT message_id, to_portal
           FROM correlation
          WHERE portal_id = k.portal_id AND channel_id = k.channel_id
            AND correlation_key IN (h.correlation_key, h.other_key)
            AND message_id IS NOT NULL
          ORDER BY correlation_key = h.other_key DESC
          LIMIT 1) c ON true
   WHERE coalesce(h.message_id, c.message_id) IS NOT NULL
)
SELECT id FROM kept;

-- retention.Erasures.LIST
SELECT portal_id, client_id, member_id, cause, requested_at, erased_rows, finished_at
  FROM erasure
 WHERE client_id = $1
   AND (requested_at, portal_id) < ($2, $3)
 ORDER BY requested_at DESC, portal_id DESC
 LIMIT $4;

-- retention.Erasures.RECORD
UPDATE erasure
   SET erased_rows = erased_rows + $2,
       claimed_until = CASE WHEN $2 = 0 THEN now() + interval '10 seconds' END,
       finished_at = CASE WHEN $2 = 0 AND requested_at < now() - interval '1 minute' THEN now() END
 WHERE portal_id = $1
RETURNING finished_at IS NOT NULL;

-- retention.Erasures.TAKE
UPDATE erasure
   SET claimed_until = now() + interval '1 minute'
 WHERE portal_id IN (SELECT portal_id
                       FROM erasure
                      WHERE finished_at IS NULL
                        AND (claimed_until IS NULL OR claimed_until < now())
                      ORDER BY requested_at
                      LIMIT 1
                        FOR UPDATE SKIP LOCKED)
RETURNING portal_id, client_id, member_id, cause, requested_at, erased_rows, finished_at;

-- retention.PortalRows.REMOVE_CORRELATIONS
DELETE FROM correlation
 WHERE (portal_id, channel_id, correlation_key) IN (SELECT portal_id, channel_id, correlation_key
                                                      FROM correlation
                                                     WHERE to_portal = $1
                                                     LIMIT $2);

-- retention.ReportPartitions.COUNT
SELECT count(*) FILTER (WHERE attached),
       count(*) FILTER (WHERE attached
                          AND name > 'report_' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD'))
  FROM (SELECT c.relname, i.inhrelid IS NOT NULL, to_date(c.relname, '"report_"YYYYMMDD')
  FROM pg_class c
  LEFT JOIN pg_inherits i
    ON i.inhrelid = c.oid AND i.inhparent = 'report'::regclass
 WHERE c.relkind = 'r'
   AND c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'report'::regclass)
   AND c.relname ~ '^report_[0-9]{8}$'
) AS t (name, attached, day);

-- retention.ReportPartitions.DROP
SELECT drop_report_partition($1);

-- retention.ReportPartitions.MAKE
SELECT make_report_partition($1);

-- retention.ReportPartitions.MISSING
SELECT day::date
  FROM generate_series(date_trunc('day', now() AT TIME ZONE 'UTC'),
                       date_trunc('day', now() AT TIME ZONE 'UTC') + interval '7 days',
                       interval '1 day') day
 WHERE NOT EXISTS (SELECT
                     FROM pg_inherits
                    WHERE inhrelid = to_regclass('report_' || to_char(day, 'YYYYMMDD')));

-- retention.ReportPartitions.OLD
SELECT c.relname, i.inhrelid IS NOT NULL, to_date(c.relname, '"report_"YYYYMMDD')
  FROM pg_class c
  LEFT JOIN pg_inherits i
    ON i.inhrelid = c.oid AND i.inhparent = 'report'::regclass
 WHERE c.relkind = 'r'
   AND c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'report'::regclass)
   AND c.relname ~ '^report_[0-9]{8}$'
   AND c.relname < 'report_' || to_char(now() AT TIME ZONE 'UTC' - $1 * interval '1 second', 'YYYYMMDD')
 ORDER BY c.relname;

-- search.Arrivals.LAST
SELECT at, outcome, message_id, gateway_id, said, status
  FROM (SELECT received_at AS at, 'ACCEPTED' AS outcome, message_id, gateway_id, raw_status AS said, status
          FROM report
         WHERE channel_id = $2 AND received_at > now() - interval '10 seconds' AND status IS NOT NULL
         UNION ALL
        SELECT received_at, 'UNMATCHED', NULL, gateway_id, raw_status, status
          FROM unmatched
         WHERE portal_id = $1 AND channel_id = $2 AND received_at > now() - interval '10 seconds'
         UNION ALL
        SELECT received_at, 'QUARANTINED', message_ids[1], NULL, coalesce(unknown_words[1], reason), NULL
          FROM quarantine
         WHERE channel_id = $2 AND received_at > now() - interval '10 seconds'
         UNION ALL
        SELECT refused_at, 'REFUSED', NULL, NULL, reason, NULL
          FROM refusal
         WHERE portal_id = $1 AND channel_id = $2 AND refused_at > now() - interval '10 seconds') arrived
 ORDER BY at DESC
 LIMIT 100;

-- search.ChannelSituations.LIST
SELECT c.id, p.id, coalesce(c.client_id, p.client_id), p.member_id, p.client_endpoint, c.gateway, c.sender_code,
       c.created_at, r.refused_at, r.reason, u.waiting
  FROM channel c
  LEFT JOIN portal p ON p.id = c.portal_id
  LEFT JOIN LATERAL (
       SELECT refused_at, reason
         FROM refusal
        WHERE portal_id = coalesce(c.portal_id, c.id) AND channel_id = c.id
        ORDER BY id DESC
        LIMIT 1) r ON true
 CROSS JOIN LATERAL (
       SELECT count(*) AS waiting
         FROM (SELECT
                 FROM unmatched
                WHERE portal_id = coalesce(c.portal_id, c.id) AND channel_id = c.id
                LIMIT 1000) waits) u
 WHERE ($1::text[] IS NULL OR coalesce(c.client_id, p.client_id) = ANY ($1))
   AND ($2::text IS NULL OR c.gateway = $2)
   AND ($3::text IS NULL OR $3 = 'refused' AND r.reason IS NOT NULL OR $3 = 'unmatched' AND u.waiting > 0)
   AND c.id > $4
 ORDER BY c.id
 LIMIT $5;

-- search.FindSql.APPLICATIONS
SELECT 'APPLICATION', NULL::uuid, NULL::text, NULL::text, NULL::text, client_id, NULL::text, NULL::text,
       created_at, title
  FROM application
 WHERE client_id = $2 AND ($1::text[] IS NULL OR client_id = ANY ($1));

-- search.FindSql.CHANGES
SELECT 'CHANGE', NULL::uuid, a.application, a.member_id, NULL::text, a.id::text, NULL::text, NULL::text,
       a.at, a.action
  FROM audit a
 WHERE a.id = $2 AND ($1::text[] IS NULL OR a.application = ANY ($1));

-- search.FindSql.CHANNELS
SELECT 'CHANNEL', coalesce(p.id, c.id), coalesce(p.client_id, c.client_id), p.member_id, p.client_endpoint, c.id::text, c.id::text, c.gateway, c.created_at, c.sender_code
  FROM channel c
  LEFT JOIN portal p ON p.id = c.portal_id
 WHERE (c.id = $2::uuid OR c.key_hash = $3::bytea OR c.previous_key_hash = $3)
   AND ($1::text[] IS NULL OR coalesce(p.client_id, c.client_id) = ANY ($1)) LIMIT 20;

-- search.FindSql.ERASURES
SELECT 'ERASURE', p.portal_id, p.client_id, p.member_id, NULL::text, p.portal_id::text, NULL::text,
       NULL::text, p.requested_at, p.cause
  FROM erasure p
 WHERE (p.member_id = $2 OR p.portal_id = $3::uuid) AND ($1::text[] IS NULL OR p.client_id = ANY ($1)) LIMIT 20;

-- search.FindSql.INSTALLS
SELECT 'INSTALL', NULL::uuid, p.client_id, p.member_id, NULL::text, p.id::text, NULL::text, NULL::text,
       p.received_at, NULL::text
  FROM life_cycle_event p
 WHERE p.id = $2 AND ($1::text[] IS NULL OR p.client_id = ANY ($1));

-- search.FindSql.MESSAGES
SELECT 'MESSAGE', p.id, p.client_id, p.member_id, p.client_endpoint, m.message_id, m.channel_id::text, c.gateway, m.first_seen_at, NULL::text
  FROM portal p
 CROSS JOIN LATERAL (
       SELECT message_id, channel_id, first_seen_at
         FROM message
        WHERE portal_id = p.id AND message_id = $2
       OFFSET 0) m
  LEFT JOIN channel c ON c.id = m.channel_id
 WHERE ($1::text[] IS NULL OR p.client_id = ANY ($1)) LIMIT 20;

-- search.FindSql.MESSAGES_OF_GATEWAY_IDS
WITH told AS (
  SELECT k.portal_id, k.channel_id, k.message_id, k.created_at AS at
    FROM channel r
   CROSS JOIN LATERAL (
         SELECT coalesce(to_portal, portal_id) AS portal_id, channel_id, message_id, created_at
           FROM correlation
          WHERE portal_id = coalesce(r.portal_id, r.id) AND channel_id = r.id AND correlation_key = ANY ($2::text[])
            AND message_id IS NOT NULL
         OFFSET 0) k
   UNION ALL
  SELECT r.portal_id, r.channel_id, r.message_id, r.received_at
    FROM reports_of_gateway_ids($2) r
)
SELECT DISTINCT ON (p.id, t.message_id) 'MESSAGE', p.id, p.client_id, p.member_id, p.client_endpoint, t.message_id, t.channel_id::text, c.gateway, t.at, NULL::text
  FROM told t
  JOIN portal p ON p.id = t.portal_id
  LEFT JOIN channel c ON c.id = t.channel_id
 WHERE ($1::text[] IS NULL OR p.client_id = ANY ($1)) ORDER BY p.id, t.message_id, t.at LIMIT 20;

-- search.FindSql.PORTALS
SELECT 'PORTAL', p.id, p.client_id, p.member_id, p.client_endpoint, p.member_id, NULL::text, NULL::text, p.created_at, p.state
  FROM portal p
 WHERE (p.member_id = $2 OR p.id = $3::uuid OR strpos(lower(split_part(p.client_endpoint, '/', 3)), lower($2)) > 0)
   AND ($1::text[] IS NULL OR p.client_id = ANY ($1)) ORDER BY p.client_endpoint LIMIT 20;

-- search.FindSql.QUARANTINE
SELECT 'QUARANTINE', coalesce(p.id, c.id), coalesce(p.client_id, c.client_id), p.member_id, p.client_endpoint, q.id::text, q.channel_id::text, q.gateway, q.received_at, q.reason
  FROM quarantine q
  LEFT JOIN portal p ON p.id = q.portal_id
  LEFT JOIN channel c ON c.id = q.channel_id
 WHERE q.id IN (SELECT id FROM quarantine WHERE id = $2::uuid
                 UNION ALL
                SELECT id FROM quarantine WHERE message_ids @> ARRAY[$3::text])
   AND ($1::text[] IS NULL OR coalesce(p.client_id, c.client_id) = ANY ($1)) ORDER BY q.received_at DESC LIMIT 20;

-- search.FindSql.UNMATCHED
SELECT 'UNMATCHED', coalesce(p.id, c.id), coalesce(p.client_id, c.client_id), p.member_id, p.client_endpoint, u.id::text, u.channel_id::text, c.gateway, u.received_at, u.raw_status
  FROM channel c
  LEFT JOIN portal p ON p.id = c.portal_id
 CROSS JOIN LATERAL (
       (SELECT id, channel_id, received_at, raw_status
          FROM unmatched
         WHERE portal_id = coalesce(c.portal_id, c.id) AND channel_id = c.id AND correlation_key = ANY ($2::text[])
         LIMIT 20)
        UNION ALL
       (SELECT id, channel_id, received_at, raw_status
          FROM unmatched
         WHERE portal_id = coalesce(c.portal_id, c.id) AND channel_id = c.id AND id = $3::bigint
         LIMIT 1)) u
 WHERE ($1::text[] IS NULL OR coalesce(p.client_id, c.client_id) = ANY ($1)) LIMIT 20;

-- search.FindSql.UNMATCHED_OF_RECIPIENT
SELECT 'UNMATCHED', coalesce(p.id, c.id), coalesce(p.client_id, c.client_id), p.member_id, p.client_endpoint, u.id::text, u.channel_id::text, c.gateway, u.received_at, u.raw_status
  FROM unmatched u
  LEFT JOIN portal p ON p.id = u.portal_id
  LEFT JOIN channel c ON c.id = u.channel_id
 WHERE u.recipient_hash = ANY ($2::bigint[])
   AND ($1::text[] IS NULL OR coalesce(p.client_id, c.client_id) = ANY ($1)) ORDER BY u.id DESC LIMIT 20;

-- search.LostMessages.FIND
SELECT p.id, r.author, p.language, r.requested_at, c.gateway, m.error_code
  FROM unnest($1::uuid[], $2::text[]) AS lost (portal_id, message_id)
  JOIN portal p ON p.id = lost.portal_id
  JOIN template t ON t.client_id = p.client_id AND t.present AND t.notifications
  JOIN requested_message r USING (portal_id, message_id)
  JOIN message m USING (portal_id, message_id)
  LEFT JOIN channel c ON c.id = m.channel_id
 WHERE r.author IS NOT NULL
 ORDER BY r.requested_at;

-- search.MessageLives.ONE
SELECT m.message_id, m.channel_id, m.reported, m.forwarded, CASE WHEN m.reported IS NULL THEN 'not-understood'
     WHEN m.abandoned_as IS NOT NULL THEN m.abandoned_as
     WHEN m.due_at IS NOT NULL THEN 'pending'
     ELSE 'forwarded' END
, m.error_code, m.forwarded_at, m.attempts, m.last_error, m.first_seen_at, c.gateway, m.forwarded_ms, m.failed_calls, m.due_at, m.in_flight_until > now(), m.due_at > now(), m.in_flight_until,
       CASE WHEN l.blocked_until > now() THEN l.blocked_until END
  FROM message m
  JOIN portal p ON p.id = m.portal_id
  LEFT JOIN lane l ON l.account = p.member_id
  LEFT JOIN channel c ON c.id = m.channel_id
 WHERE m.portal_id = $1 AND m.message_id = $2;

-- search.MessageLives.UNMATCHED
SELECT u.id, u.channel_id, u.received_at, u.gateway_id, u.raw_status
  FROM (SELECT DISTINCT recipient_hash
          FROM report
         WHERE portal_id = $1 AND message_id = $2 AND recipient_hash IS NOT NULL) r
  JOIN unmatched u
    ON u.recipient_hash = r.recipient_hash AND u.portal_id = $1
 ORDER BY u.id DESC
 LIMIT $3;

-- search.MessageSql.OF_ALL
WITH seen AS MATERIALIZED (SELECT * FROM ((SELECT m.portal_id, m.message_id, m.channel_id, m.reported, m.forwarded, m.abandoned_as, m.due_at, m.error_code,
       m.forwarded_at, m.attempts, m.last_error, m.first_seen_at
   FROM message m
  WHERE m.due_at IS NULL
    AND m.first_seen_at >= coalesce($9::timestamptz, '-infinity')
    AND m.first_seen_at <= coalesce($11::timestamptz, $10::timestamptz, 'infinity')
    AND ($9::timestamptz IS NULL OR m.first_seen_at >= $9)
   AND ($10::timestamptz IS NULL OR m.first_seen_at < $10)
   AND ($11::timestamptz IS NULL
        OR m.first_seen_at < $11
        OR m.first_seen_at = $11 AND (m.portal_id, m.message_id) > ($12::uuid, $13::text))

  ORDER BY m.first_seen_at DESC
  LIMIT $15)
 UNION ALL (SELECT m.portal_id, m.message_id, m.channel_id, m.reported, m.forwarded, m.abandoned_as, m.due_at, m.error_code,
       m.forwarded_at, m.attempts, m.last_error, m.first_seen_at
   FROM message m
  WHERE m.due_at > '-infinity'
    AND m.first_seen_at >= coalesce($9::timestamptz, '-infinity')
    AND m.first_seen_at <= coalesce($11::timestamptz, $10::timestamptz, 'infinity')
    AND ($9::timestamptz IS NULL OR m.first_seen_at >= $9)
   AND ($10::timestamptz IS NULL OR m.first_seen_at < $10)
   AND ($11::timestamptz IS NULL
        OR m.first_seen_at < $11
        OR m.first_seen_at = $11 AND (m.portal_id, m.message_id) > ($12::uuid, $13::text))

  ORDER BY m.first_seen_at DESC
  LIMIT $15)
) m ORDER BY m.first_seen_at DESC, m.portal_id, m.message_id LIMIT $15), found AS (
  SELECT p.id, p.client_id, p.member_id, p.client_endpoint, c.gateway, m.message_id, m.channel_id, m.reported, m.forwarded, CASE WHEN m.reported IS NULL THEN 'not-understood'
     WHEN m.abandoned_as IS NOT NULL THEN m.abandoned_as
     WHEN m.due_at IS NOT NULL THEN 'pending'
     ELSE 'forwarded' END
, m.error_code, m.forwarded_at, m.attempts, m.last_error, m.first_seen_at
    FROM seen m
    JOIN portal p ON p.id = m.portal_id
    LEFT JOIN channel c ON c.id = m.channel_id
   WHERE ($1::text[] IS NULL OR p.client_id = ANY ($1))
     AND ($2::text IS NULL OR p.member_id = $2)
     AND ($3::text IS NULL OR starts_with(split_part(p.client_endpoint, '/', 3), $3))
     AND ($4::smallint IS NULL OR m.reported = $4)
     AND ($5::text IS NULL OR $5 = CASE WHEN m.reported IS NULL THEN 'not-understood'
     WHEN m.abandoned_as IS NOT NULL THEN m.abandoned_as
     WHEN m.due_at IS NOT NULL THEN 'pending'
     ELSE 'forwarded' END
)
     AND ($6::text IS NULL OR c.gateway = $6)
     AND ($7::uuid IS NULL OR m.channel_id = $7)
     AND ($8::text IS NULL OR m.error_code = $8 OR m.last_error = $8)
     AND ($16::bigint IS NULL
          OR EXISTS (SELECT
                       FROM requested_message q
                      WHERE q.portal_id = m.portal_id AND q.message_id = m.message_id AND q.author = $16))
    ORDER BY m.first_seen_at DESC, m.portal_id, m.message_id 
   LIMIT $14
), last AS (
  SELECT portal_id, NULL, NULL, NULL, NULL, message_id, NULL::uuid, NULL::smallint, NULL::smallint, NULL, NULL,
         NULL::timestamptz, NULL::int, NULL, first_seen_at
    FROM seen m
    ORDER BY m.first_seen_at DESC, m.portal_id, m.message_id 
  OFFSET $15 - 1
   LIMIT 1
)
SELECT * FROM found
 UNION ALL
SELECT * FROM last;

-- search.MessageSql.OF_PORTALS
WITH seen AS MATERIALIZED (SELECT m.portal_id, m.message_id, m.channel_id, m.reported, m.forwarded, m.abandoned_as, m.due_at, m.error_code,
       m.forwarded_at, m.attempts, m.last_error, m.first_seen_at  FROM (SELECT m.portal_id, m.message_id
          FROM unnest($17::uuid[]) AS wanted (id)
         CROSS JOIN LATERAL (
               SELECT portal_id, message_id, first_seen_at
                 FROM message
                WHERE portal_id = wanted.id) m
         WHERE ($9::timestamptz IS NULL OR m.first_seen_at >= $9)
   AND ($10::timestamptz IS NULL OR m.first_seen_at < $10)
   AND ($11::timestamptz IS NULL
        OR m.first_seen_at < $11
        OR m.first_seen_at = $11 AND (m.portal_id, m.message_id) > ($12::uuid, $13::text))
  ORDER BY m.first_seen_at DESC, m.portal_id, m.message_id 
         LIMIT $15) newest
 CROSS JOIN LATERAL (
       SELECT *
         FROM message
        WHERE portal_id = newest.portal_id AND message_id = newest.message_id
       OFFSET 0) m
), found AS (
  SELECT p.id, p.client_id, p.member_id, p.client_endpoint, c.gateway, m.message_id, m.channel_id, m.reported, m.forwarded, CASE WHEN m.reported IS NULL THEN 'not-understood'
     WHEN m.abandoned_as IS NOT NULL THEN m.abandoned_as
     WHEN m.due_at IS NOT NULL THEN 'pending'
     ELSE 'forwarded' END
, m.error_code, m.forwarded_at, m.attempts, m.last_error, m.first_seen_at
    FROM seen m
    JOIN portal p ON p.id = m.portal_id
    LEFT JOIN channel c ON c.id = m.channel_id
   WHERE ($1::text[] IS NULL OR p.client_id = ANY ($1))
     AND ($2::text IS NULL OR p.member_id = $2)
     AND ($3::text IS NULL OR starts_with(split_part(p.client_endpoint, '/', 3), $3))
     AND ($4::smallint IS NULL OR m.reported = $4)
     AND ($5::text IS NULL OR $5 = CASE WHEN m.reported IS NULL THEN 'not-understood'
     WHEN m.abandoned_as IS NOT NULL THEN m.abandoned_as
     WHEN m.due_at IS NOT NULL THEN 'pending'
     ELSE 'forwarded' END
)
     AND ($6::text IS NULL OR c.gateway = $6)
     AND ($7::uuid IS NULL OR m.channel_id = $7)
     AND ($8::text IS NULL OR m.error_code = $8 OR m.last_error = $8)
     AND ($16::bigint IS NULL
          OR EXISTS (SELECT
                       FROM requested_message q
                      WHERE q.portal_id = m.portal_id AND q.message_id = m.message_id AND q.author = $16))
    ORDER BY m.first_seen_at DESC, m.portal_id, m.message_id 
   LIMIT $14
), last AS (
  SELECT portal_id, NULL, NULL, NULL, NULL, message_id, NULL::uuid, NULL::smallint, NULL::smallint, NULL, NULL,
         NULL::timestamptz, NULL::int, NULL, first_seen_at
    FROM seen m
    ORDER BY m.first_seen_at DESC, m.portal_id, m.message_id 
  OFFSET $15 - 1
   LIMIT 1
)
SELECT * FROM found
 UNION ALL
SELECT * FROM last;

-- search.MessageSql.OF_RECIPIENT
WITH seen AS MATERIALIZED (
  SELECT * FROM (
    SELECT r.portal_id, r.message_id, coalesce(m.channel_id, r.channel_id) AS channel_id, m.reported,
           m.forwarded, m.abandoned_as, m.due_at, m.error_code, m.forwarded_at,
           coalesce(m.attempts, 0) AS attempts, m.last_error,
           coalesce(m.first_seen_at, r.received_at) AS first_seen_at
      FROM (SELECT DISTINCT ON (portal_id, message_id) portal_id, message_id, channel_id, received_at
              FROM reports_of_recipient($17::bigint[])
             ORDER BY portal_id, message_id, received_at) r
      LEFT JOIN message m USING (portal_id, message_id)) m
   WHERE ($9::timestamptz IS NULL OR m.first_seen_at >= $9)
   AND ($10::timestamptz IS NULL OR m.first_seen_at < $10)
   AND ($11::timestamptz IS NULL
        OR m.first_seen_at < $11
        OR m.first_seen_at = $11 AND (m.portal_id, m.message_id) > ($12::uuid, $13::text))
  ORDER BY m.first_seen_at DESC, m.portal_id, m.message_id 
   LIMIT $15
), found AS (
  SELECT p.id, p.client_id, p.member_id, p.client_endpoint, c.gateway, m.message_id, m.channel_id, m.reported, m.forwarded, CASE WHEN m.reported IS NULL THEN 'not-understood'
     WHEN m.abandoned_as IS NOT NULL THEN m.abandoned_as
     WHEN m.due_at IS NOT NULL THEN 'pending'
     ELSE 'forwarded' END
, m.error_code, m.forwarded_at, m.attempts, m.last_error, m.first_seen_at
    FROM seen m
    JOIN portal p ON p.id = m.portal_id
    LEFT JOIN channel c ON c.id = m.channel_id
   WHERE ($1::text[] IS NULL OR p.client_id = ANY ($1))
     AND ($2::text IS NULL OR p.member_id = $2)
     AND ($3::text IS NULL OR starts_with(split_part(p.client_endpoint, '/', 3), $3))
     AND ($4::smallint IS NULL OR m.reported = $4)
     AND ($5::text IS NULL OR $5 = CASE WHEN m.reported IS NULL THEN 'not-understood'
     WHEN m.abandoned_as IS NOT NULL THEN m.abandoned_as
     WHEN m.due_at IS NOT NULL THEN 'pending'
     ELSE 'forwarded' END
)
     AND ($6::text IS NULL OR c.gateway = $6)
     AND ($7::uuid IS NULL OR m.channel_id = $7)
     AND ($8::text IS NULL OR m.error_code = $8 OR m.last_error = $8)
     AND ($16::bigint IS NULL
          OR EXISTS (SELECT
                       FROM requested_message q
                      WHERE q.portal_id = m.portal_id AND q.message_id = m.message_id AND q.author = $16))
    ORDER BY m.first_seen_at DESC, m.portal_id, m.message_id 
   LIMIT $14
), last AS (
  SELECT portal_id, NULL, NULL, NULL, NULL, message_id, NULL::uuid, NULL::smallint, NULL::smallint, NULL, NULL,
         NULL::timestamptz, NULL::int, NULL, first_seen_at
    FROM seen m
    ORDER BY m.first_seen_at DESC, m.portal_id, m.message_id 
  OFFSET $15 - 1
   LIMIT 1
)
SELECT * FROM found
 UNION ALL
SELECT * FROM last;

-- search.MessageSql.PORTALS
SELECT id
  FROM portal p
 WHERE ($1::text[] IS NULL OR p.client_id = ANY ($1))
   AND ($2::text IS NULL OR p.member_id = $2)
   AND ($3::text IS NULL OR starts_with(split_part(p.client_endpoint, '/', 3), $3))
 LIMIT $4;

-- search.PortalSituations.FROM
SELECT p.id, p.client_id, p.member_id, p.client_endpoint, p.state, p.reason, p.parked_since, p.probe_at,
       p.request_limit, p.expires_at, p.created_at, p.updated_at, b.messages, b.oldest,
       greatest(0, l.budget_level + l.admin_calls - l.admin_charged
                   - coalesce(l.budget_drain, CASE p.request_limit WHEN '5/250' THEN 5 ELSE 2 END)
                     * extract(epoch FROM now() - l.budget_at))::float8,
       CASE WHEN l.blocked_until > now() THEN l.blocked_until END
  FROM portal p
  LEFT JOIN lane l ON l.account = p.member_id
 CROSS JOIN LATERAL (
       SELECT (SELECT count(*) FROM waiting_message WHERE portal_id = p.id) AS messages,
              (SELECT min(first_seen_at)
                 FROM (SELECT first_seen_at
                         FROM waiting_message
                        WHERE portal_id = p.id
                        ORDER BY due_at
                        LIMIT 1000) longest_due) AS oldest) b;

-- search.PortalSituations.LIST
SELECT p.id, p.client_id, p.member_id, p.client_endpoint, p.state, p.reason, p.parked_since, p.probe_at,
       p.request_limit, p.expires_at, p.created_at, p.updated_at, b.messages, b.oldest,
       greatest(0, l.budget_level + l.admin_calls - l.admin_charged
                   - coalesce(l.budget_drain, CASE p.request_limit WHEN '5/250' THEN 5 ELSE 2 END)
                     * extract(epoch FROM now() - l.budget_at))::float8,
       CASE WHEN l.blocked_until > now() THEN l.blocked_until END
  FROM portal p
  LEFT JOIN lane l ON l.account = p.member_id
 CROSS JOIN LATERAL (
       SELECT (SELECT count(*) FROM waiting_message WHERE portal_id = p.id) AS messages,
              (SELECT min(first_seen_at)
                 FROM (SELECT first_seen_at
                         FROM waiting_message
                        WHERE portal_id = p.id
                        ORDER BY due_at
                        LIMIT 1000) longest_due) AS oldest) b
 WHERE p.id IN (
       SELECT id
         FROM portal
        WHERE ($1::text[] IS NULL OR client_id = ANY ($1))
          AND ($2::text IS NULL OR state = $2)
          AND ($3::text IS NULL OR reason = $3)
          AND ($4::text IS NULL OR starts_with(split_part(client_endpoint, '/', 3), $4))
          AND (client_id, member_id) > ($5, $6)
        ORDER BY client_id, member_id
        LIMIT $7)
 ORDER BY p.client_id, p.member_id;

-- search.PortalSituations.OF
SELECT p.id, p.client_id, p.member_id, p.client_endpoint, p.state, p.reason, p.parked_since, p.probe_at,
       p.request_limit, p.expires_at, p.created_at, p.updated_at, b.messages, b.oldest,
       greatest(0, l.budget_level + l.admin_calls - l.admin_charged
                   - coalesce(l.budget_drain, CASE p.request_limit WHEN '5/250' THEN 5 ELSE 2 END)
                     * extract(epoch FROM now() - l.budget_at))::float8,
       CASE WHEN l.blocked_until > now() THEN l.blocked_until END
  FROM portal p
  LEFT JOIN lane l ON l.account = p.member_id
 CROSS JOIN LATERAL (
       SELECT (SELECT count(*) FROM waiting_message WHERE portal_id = p.id) AS messages,
              (SELECT min(first_seen_at)
                 FROM (SELECT first_seen_at
                         FROM waiting_message
                        WHERE portal_id = p.id
                        ORDER BY due_at
                        LIMIT 1000) longest_due) AS oldest) b
 WHERE p.id = ANY ($1) ORDER BY p.client_id, p.member_id;

-- statistics.Statistics.SUM
SELECT CASE WHEN $7 THEN s.hour END, CASE WHEN $8 THEN s.client_id END, CASE WHEN $9 THEN p.member_id END,
       CASE WHEN $9 THEN p.client_endpoint END, CASE WHEN $10 THEN s.gateway END, CASE WHEN $11 THEN s.status END,
       sum(s.reports)::bigint,
       (sum(s.known_ms) / nullif(sum(s.known), 0) / 1000)::float8,
       sum(s.shown)::bigint,
       (sum(s.shown_ms) / nullif(sum(s.shown), 0) / 1000)::float8
  FROM statistic s
  JOIN portal p ON p.id = s.portal_id
 WHERE s.hour >= $1 AND s.hour < $2
   AND ($3::text[] IS NULL OR s.client_id = ANY ($3))
   AND ($4::text IS NULL OR p.member_id = $4)
   AND ($5::text IS NULL OR s.gateway = $5)
   AND ($6::smallint IS NULL OR s.status = $6)
 GROUP BY 1, 2, 3, 4, 5, 6
 ORDER BY 1, 2, 3, 5, 6
 LIMIT $12;

-- statistics.Statistics.UNTIL
SELECT date_trunc('hour', until) FROM statistic_progress WHERE pass = 'received';

-- statistics.StepSql.LATE
WITH step AS (
  UPDATE statistic_progress
     SET until = $2
   WHERE pass = 'late' AND until = $1
  RETURNING 1
), heard AS (
  SELECT portal_id, message_id, channel_id, received_at, coalesce(status, 0::smallint) AS status
    FROM report
   WHERE received_at >= $1 AND received_at < $2 AND EXISTS (SELECT FROM step)
   
), figures AS (
  SELECT h.portal_id, date_trunc('hour', h.received_at) AS hour, p.client_id, coalesce(c.gateway, '') AS gateway,
         h.status, h.received_at,
         CASE WHEN m.known_since < h.received_at
              THEN extract(epoch FROM h.received_at - m.known_since) * 1000 END AS known_ms,
         CASE WHEN m.forwarded = h.status AND m.forwarded_at >= h.received_at + interval '1 minute'
              THEN greatest(0, extract(epoch FROM m.forwarded_at - h.received_at) * 1000) END AS shown_ms
    FROM heard h
    JOIN portal p ON p.id = h.portal_id
    LEFT JOIN channel c ON c.id = h.channel_id
    LEFT JOIN message m ON m.portal_id = h.portal_id AND m.message_id = h.message_id
)
INSERT INTO statistic AS s (portal_id, hour, client_id, gateway, status, reports, known, known_ms, shown, shown_ms)
SELECT portal_id, hour, client_id, gateway, status, 0, 0, 0, count(shown_ms), coalesce(sum(shown_ms), 0)::bigint
  FROM figures
 GROUP BY portal_id, hour, client_id, gateway, status
HAVING count(shown_ms) > 0
 ORDER BY portal_id, hour, gateway, status
ON CONFLICT (portal_id, hour, gateway, status) DO UPDATE
   SET reports = s.reports + EXCLUDED.reports,
       known = s.known + EXCLUDED.known,
       known_ms = s.known_ms + EXCLUDED.known_ms,
       shown = s.shown + EXCLUDED.shown,
       shown_ms = s.shown_ms + EXCLUDED.shown_ms;

-- statistics.StepSql.NEXT
SELECT until, least(until + interval '1 minute', date_trunc('hour', until) + interval '1 hour')
  FROM statistic_progress
 WHERE pass = $1
   AND least(until + interval '1 minute', date_trunc('hour', until) + interval '1 hour')
       <= now() - $2 * interval '1 second';

-- statistics.StepSql.RECEIVED
WITH step AS (
  UPDATE statistic_progress
     SET until = $2
   WHERE pass = 'received' AND until = $1
  RETURNING 1
), heard AS (
  SELECT portal_id, message_id, channel_id, received_at, coalesce(status, 0::smallint) AS status
    FROM report
   WHERE received_at >= $1 AND received_at < $2 AND EXISTS (SELECT FROM step)
   UNION ALL
  SELECT portal_id, NULL, channel_id, received_at, coalesce(status, 0::smallint)
    FROM unmatched
   WHERE received_at >= $1 AND received_at < $2 AND EXISTS (SELECT FROM step)

), figures AS (
  SELECT h.portal_id, date_trunc('hour', h.received_at) AS hour, p.client_id, coalesce(c.gateway, '') AS gateway,
         h.status, h.received_at,
         CASE WHEN m.known_since < h.received_at
              THEN extract(epoch FROM h.received_at - m.known_since) * 1000 END AS known_ms,
         CASE WHEN m.forwarded = h.status AND m.forwarded_at < h.received_at + interval '1 minute'
              THEN greatest(0, extract(epoch FROM m.forwarded_at - h.received_at) * 1000) END AS shown_ms
    FROM heard h
    JOIN portal p ON p.id = h.portal_id
    LEFT JOIN channel c ON c.id = h.channel_id
    LEFT JOIN message m ON m.portal_id = h.portal_id AND m.message_id = h.message_id
)
INSERT INTO statistic AS s (portal_id, hour, client_id, gateway, status, reports, known, known_ms, shown, shown_ms)
SELECT portal_id, hour, client_id, gateway, status, count(*), count(known_ms), coalesce(sum(known_ms), 0)::bigint, count(shown_ms), coalesce(sum(shown_ms), 0)::bigint
  FROM figures
 GROUP BY portal_id, hour, client_id, gateway, status
HAVING true
 ORDER BY portal_id, hour, gateway, status
ON CONFLICT (portal_id, hour, gateway, status) DO UPDATE
   SET reports = s.reports + EXCLUDED.reports,
       known = s.known + EXCLUDED.known,
       known_ms = s.known_ms + EXCLUDED.known_ms,
       shown = s.shown + EXCLUDED.shown,
       shown_ms = s.shown_ms + EXCLUDED.shown_ms;

-- tenant.ApplicationAlarms.CLEAR
UPDATE application
   SET client_refusals = 0
 WHERE client_id = $1 AND client_refusals > 0;

-- tenant.ApplicationAlarms.NOTE
UPDATE application
   SET client_refusals = client_refusals + $2
 WHERE client_id = $1
RETURNING client_refusals = $2;

-- tenant.ApplicationSql.FIND
SELECT client_id, title, updated_at
  FROM application
 WHERE client_id = $1;

-- tenant.ApplicationSql.LIST
SELECT client_id, title, updated_at
  FROM application
 WHERE client_id > $1
   AND (cardinality($2::text[]) = 0 OR client_id = ANY ($2))
 ORDER BY client_id
 LIMIT $3;

-- tenant.ApplicationSql.LOCK
SELECT client_id, title, updated_at
  FROM application
 WHERE client_id = $1
   FOR UPDATE;

-- tenant.ApplicationSql.PUT
INSERT INTO application (client_id, client_secret, title, created_at, updated_at)
VALUES ($1, $2, $3, $4, $4)
ON CONFLICT (client_id) DO UPDATE
   SET client_secret = EXCLUDED.client_secret,
       title = EXCLUDED.title,
       updated_at = EXCLUDED.updated_at
RETURNING client_id, title, updated_at;

-- tenant.ApplicationSql.READ_SECRET
SELECT client_secret
  FROM application
 WHERE client_id = $1;

-- tenant.ChannelSql.CHANGE
WITH changed AS (
  UPDATE channel
     SET sender_code = $2,
         secrets = $3,
         settings = $4::text::jsonb,
         message_id_pattern = $5,
         template = coalesce($6::text::jsonb, template),
         version = version + 1
   WHERE id = $1
  RETURNING *
)
SELECT c.id, c.portal_id, c.client_id, p.member_id, p.client_endpoint,
       coalesce(p.client_id, c.client_id) AS application, c.gateway, c.sender_code, c.key_hash, c.key, c.secrets,
       t.secrets AS template_secrets, c.settings::text AS settings, c.template::text AS template,
       c.message_id_pattern, c.created_at, c.version, c.previous_key_hash, c.previous_key_until
  FROM changed c
  LEFT JOIN portal p ON p.id = c.portal_id
  LEFT JOIN template t
    ON t.client_id = p.client_id AND t.gateway = c.gateway AND c.template IS NOT NULL;

-- tenant.ChannelSql.CHANNELS
SELECT c.id, c.portal_id, c.client_id, p.member_id, p.client_endpoint,
       coalesce(p.client_id, c.client_id) AS application, c.gateway, c.sender_code, c.key_hash, c.key, c.secrets,
       t.secrets AS template_secrets, c.settings::text AS settings, c.template::text AS template,
       c.message_id_pattern, c.created_at, c.version, c.previous_key_hash, c.previous_key_until
  FROM channel c
  LEFT JOIN portal p ON p.id = c.portal_id
  LEFT JOIN template t
    ON t.client_id = p.client_id AND t.gateway = c.gateway AND c.template IS NOT NULL;

-- tenant.ChannelSql.CREATE_OF_APPLICATION
WITH changed AS (
  INSERT INTO channel (id, portal_id, client_id, gateway, sender_code, key_hash, key, secrets, settings,
                       message_id_pattern, template, created_at)
  SELECT $1, NULL, o.client_id, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10::text::jsonb, $11
    FROM application o WHERE o.client_id = $2
     FOR KEY SHARE
  RETURNING *
)
SELECT c.id, c.portal_id, c.client_id, p.member_id, p.client_endpoint,
       coalesce(p.client_id, c.client_id) AS application, c.gateway, c.sender_code, c.key_hash, c.key, c.secrets,
       t.secrets AS template_secrets, c.settings::text AS settings, c.template::text AS template,
       c.message_id_pattern, c.created_at, c.version, c.previous_key_hash, c.previous_key_until
  FROM changed c
  LEFT JOIN portal p ON p.id = c.portal_id
  LEFT JOIN template t
    ON t.client_id = p.client_id AND t.gateway = c.gateway AND c.template IS NOT NULL;

-- tenant.ChannelSql.CREATE_OF_PORTAL
WITH changed AS (
  INSERT INTO channel (id, portal_id, client_id, gateway, sender_code, key_hash, key, secrets, settings,
                       message_id_pattern, template, created_at)
  SELECT $1, o.id, NULL, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10::text::jsonb, $11
    FROM portal o WHERE o.id = $2
     FOR KEY SHARE
  RETURNING *
)
SELECT c.id, c.portal_id, c.client_id, p.member_id, p.client_endpoint,
       coalesce(p.client_id, c.client_id) AS application, c.gateway, c.sender_code, c.key_hash, c.key, c.secrets,
       t.secrets AS template_secrets, c.settings::text AS settings, c.template::text AS template,
       c.message_id_pattern, c.created_at, c.version, c.previous_key_hash, c.previous_key_until
  FROM changed c
  LEFT JOIN portal p ON p.id = c.portal_id
  LEFT JOIN template t
    ON t.client_id = p.client_id AND t.gateway = c.gateway AND c.template IS NOT NULL;

-- tenant.ChannelSql.DELETE
DELETE FROM channel
 WHERE id = $1
RETURNING key_hash, previous_key_hash;

-- tenant.ChannelSql.FIND
SELECT c.id, c.portal_id, c.client_id, p.member_id, p.client_endpoint,
       coalesce(p.client_id, c.client_id) AS application, c.gateway, c.sender_code, c.key_hash, c.key, c.secrets,
       t.secrets AS template_secrets, c.settings::text AS settings, c.template::text AS template,
       c.message_id_pattern, c.created_at, c.version, c.previous_key_hash, c.previous_key_until
  FROM channel c
  LEFT JOIN portal p ON p.id = c.portal_id
  LEFT JOIN template t
    ON t.client_id = p.client_id AND t.gateway = c.gateway AND c.template IS NOT NULL
 WHERE c.id = $1;

-- tenant.ChannelSql.FIND_OF_KEY
SELECT c.id, c.portal_id, c.client_id, p.member_id, p.client_endpoint,
       coalesce(p.client_id, c.client_id) AS application, c.gateway, c.sender_code, c.key_hash, c.key, c.secrets,
       t.secrets AS template_secrets, c.settings::text AS settings, c.template::text AS template,
       c.message_id_pattern, c.created_at, c.version, c.previous_key_hash, c.previous_key_until,
       CASE WHEN c.key_hash <> $1
            THEN (extract(epoch FROM c.previous_key_until - now()) * 1000)::bigint
       END AS millis_left
  FROM channel c
  LEFT JOIN portal p ON p.id = c.portal_id
  LEFT JOIN template t
    ON t.client_id = p.client_id AND t.gateway = c.gateway AND c.template IS NOT NULL
 WHERE c.key_hash = $1
    OR (c.previous_key_hash = $1 AND c.previous_key_until > now());

-- tenant.ChannelSql.FIND_OF_SENDER
SELECT c.id, c.portal_id, c.client_id, p.member_id, p.client_endpoint,
       coalesce(p.client_id, c.client_id) AS application, c.gateway, c.sender_code, c.key_hash, c.key, c.secrets,
       t.secrets AS template_secrets, c.settings::text AS settings, c.template::text AS template,
       c.message_id_pattern, c.created_at, c.version, c.previous_key_hash, c.previous_key_until
  FROM channel c
  LEFT JOIN portal p ON p.id = c.portal_id
  LEFT JOIN template t
    ON t.client_id = p.client_id AND t.gateway = c.gateway AND c.template IS NOT NULL
WHERE c.sender_code = $1
  AND (c.portal_id = $2 OR c.client_id = $3)
ORDER BY c.portal_id NULLS LAST, c.created_at DESC, c.id
LIMIT 1;

-- tenant.ChannelSql.KEYS_OF_PORTAL
SELECT key_hash, previous_key_hash
  FROM channel
 WHERE portal_id = $1;

-- tenant.ChannelSql.LIST_OF_PORTAL
SELECT c.id, c.portal_id, c.client_id, p.member_id, p.client_endpoint,
       coalesce(p.client_id, c.client_id) AS application, c.gateway, c.sender_code, c.key_hash, c.key, c.secrets,
       t.secrets AS template_secrets, c.settings::text AS settings, c.template::text AS template,
       c.message_id_pattern, c.created_at, c.version, c.previous_key_hash, c.previous_key_until
  FROM channel c
  LEFT JOIN portal p ON p.id = c.portal_id
  LEFT JOIN template t
    ON t.client_id = p.client_id AND t.gateway = c.gateway AND c.template IS NOT NULL
WHERE c.portal_id = $1
ORDER BY c.created_at, c.id;

-- tenant.ChannelSql.LOCK
SELECT id
  FROM channel
 WHERE id = $1
   FOR UPDATE;

-- tenant.ChannelSql.PAGE_OF_APPLICATION
SELECT c.id, c.portal_id, c.client_id, p.member_id, p.client_endpoint,
       coalesce(p.client_id, c.client_id) AS application, c.gateway, c.sender_code, c.key_hash, c.key, c.secrets,
       t.secrets AS template_secrets, c.settings::text AS settings, c.template::text AS template,
       c.message_id_pattern, c.created_at, c.version, c.previous_key_hash, c.previous_key_until
  FROM channel c
  LEFT JOIN portal p ON p.id = c.portal_id
  LEFT JOIN template t
    ON t.client_id = p.client_id AND t.gateway = c.gateway AND c.template IS NOT NULL
 WHERE c.client_id = $1
  AND c.id > $2
  AND ($3::text IS NULL OR c.gateway = $3)
ORDER BY c.id
LIMIT $4;

-- tenant.ChannelSql.PAGE_OF_PORTAL
SELECT c.id, c.portal_id, c.client_id, p.member_id, p.client_endpoint,
       coalesce(p.client_id, c.client_id) AS application, c.gateway, c.sender_code, c.key_hash, c.key, c.secrets,
       t.secrets AS template_secrets, c.settings::text AS settings, c.template::text AS template,
       c.message_id_pattern, c.created_at, c.version, c.previous_key_hash, c.previous_key_until
  FROM channel c
  LEFT JOIN portal p ON p.id = c.portal_id
  LEFT JOIN template t
    ON t.client_id = p.client_id AND t.gateway = c.gateway AND c.template IS NOT NULL
 WHERE c.portal_id = $1
  AND c.id > $2
  AND ($3::text IS NULL OR c.gateway = $3)
ORDER BY c.id
LIMIT $4;

-- tenant.ChannelSql.ROTATE_KEY
WITH changed AS (
  UPDATE channel
     SET previous_key_hash = key_hash,
         previous_key_until = $4,
         key_hash = $2,
         key = $3,
         version = version + 1
   WHERE id = $1
  RETURNING *
)
SELECT c.id, c.portal_id, c.client_id, p.member_id, p.client_endpoint,
       coalesce(p.client_id, c.client_id) AS application, c.gateway, c.sender_code, c.key_hash, c.key, c.secrets,
       t.secrets AS template_secrets, c.settings::text AS settings, c.template::text AS template,
       c.message_id_pattern, c.created_at, c.version, c.previous_key_hash, c.previous_key_until
  FROM changed c
  LEFT JOIN portal p ON p.id = c.portal_id
  LEFT JOIN template t
    ON t.client_id = p.client_id AND t.gateway = c.gateway AND c.template IS NOT NULL;

-- tenant.KeyIndex.ALL
SELECT string_agg(substring(key.hash FROM 1 FOR 8), ''::bytea) AS hashes
  FROM channel c
 CROSS JOIN LATERAL unnest(ARRAY[c.key_hash, c.previous_key_hash]) AS key (hash)
 WHERE key.hash IS NOT NULL;

-- tenant.Parking.PARK
WITH was AS (
  SELECT id, state
    FROM portal
   WHERE id = $1 AND (state = 'active' OR state = 'parked' AND probe_at <= now())
     FOR UPDATE
)
UPDATE portal p
   SET state = 'parked',
       reason = coalesce($2, p.reason),
       parked_since = CASE was.state WHEN 'parked' THEN p.parked_since ELSE now() END,
       probes = CASE was.state WHEN 'parked' THEN p.probes + 1 ELSE 0 END,
       probe_at = CASE WHEN $3
                  THEN now() + least(interval '24 hours', interval '1 hour' * power(2, least(p.probes, 5)))
                               * (0.75 + random() / 2)
                  END,
       updated_at = now()
  FROM was
 WHERE p.id = was.id
RETURNING p.id, p.client_id, p.member_id, p.client_endpoint, p.reason, was.state = 'active';

-- tenant.Parking.PROBE
UPDATE portal
   SET probe_at = least(probe_at, greatest(now(), updated_at + interval '1 minute'))
 WHERE id = $1 AND state = 'parked' AND probe_at IS NOT NULL
RETURNING id, member_id;

-- tenant.Parking.RESUME_OF_APPLICATION
UPDATE portal
   SET state = 'active', reason = NULL, parked_since = NULL, probe_at = NULL, probes = 0, updated_at = now()
 WHERE state = 'parked' AND client_id = $1 AND reason = ANY ($2)
RETURNING id, client_id, member_id, client_endpoint;

-- tenant.Parking.RESUME_PARKED
UPDATE portal
   SET state = 'active', reason = NULL, parked_since = NULL, probe_at = NULL, probes = 0, updated_at = now()
 WHERE state = 'parked' AND id = $1
RETURNING id, client_id, member_id, client_endpoint;

-- tenant.Parking.RESUME_PROBED
UPDATE portal
   SET state = 'active', reason = NULL, parked_since = NULL, probe_at = NULL, probes = 0, updated_at = now()
 WHERE state = 'parked' AND id = $1 AND probe_at IS NOT NULL
RETURNING id, client_id, member_id, client_endpoint;

-- tenant.Parking.UNINSTALL
WITH was AS (
  SELECT id, state
    FROM portal
   WHERE id = $1
     FOR UPDATE
)
UPDATE portal p
   SET state = 'uninstalled', reason = NULL, parked_since = NULL, probe_at = NULL, updated_at = now()
  FROM was
 WHERE p.id = was.id
RETURNING p.id, p.client_id, p.member_id, p.client_endpoint, p.reason, was.state <> 'uninstalled';

-- tenant.PortalCensus.COUNT
SELECT state, reason, count(*)
  FROM portal
 GROUP BY state, reason
 ORDER BY count(*) DESC, reason;

-- tenant.PortalSql.DELETE
DELETE FROM portal
 WHERE id = $1;

-- tenant.PortalSql.FIND
SELECT id, client_id, member_id, client_endpoint, state, reason, parked_since, probe_at, request_limit, expires_at, created_at, updated_at
  FROM portal
 WHERE id = $1;

-- tenant.PortalSql.FIND_OF_ACCOUNT
SELECT id, client_id, member_id, client_endpoint, state, reason, parked_since, probe_at, request_limit, expires_at, created_at, updated_at
  FROM portal
 WHERE client_id = $1 AND member_id = $2;

-- tenant.PortalSql.INSTALLED
UPDATE portal
   SET language = coalesce($2, language),
       installed_at = $3,
       set_up_due_at = $4,
       set_up_attempts = 0
 WHERE id = $1;

-- tenant.PortalSql.LIMIT_REQUESTS
UPDATE portal
   SET request_limit = $2,
       updated_at = $3
 WHERE id = $1;

-- tenant.PortalSql.LIST
SELECT id, client_id, member_id, client_endpoint, state, reason, parked_since, probe_at, request_limit, expires_at, created_at, updated_at
  FROM portal
WHERE client_id = $1
  AND member_id > $2
  AND state = ANY ($3)
ORDER BY member_id
LIMIT $4;

-- tenant.PortalSql.LIST_OF_ACCOUNTS
SELECT id, client_id, member_id, client_endpoint, state, reason, parked_since, probe_at, request_limit, expires_at, created_at, updated_at
  FROM portal
 WHERE client_id = $1 AND member_id = ANY ($2);

-- tenant.PortalSql.LOCK_OF_ACCOUNT
SELECT id, client_id, member_id, client_endpoint, state, reason, parked_since, probe_at, request_limit, expires_at, created_at, updated_at
  FROM portal
 WHERE client_id = $1 AND member_id = $2
   FOR UPDATE;

-- tenant.PortalSql.NOTE_ERASURE
INSERT INTO erasure (portal_id, client_id, member_id, cause)
SELECT id, client_id, member_id, $2
  FROM portal
 WHERE id = $1
ON CONFLICT DO NOTHING;

-- tenant.PortalSql.PORTALS
SELECT id, client_id, member_id, client_endpoint, state, reason, parked_since, probe_at, request_limit, expires_at, created_at, updated_at
  FROM portal;

-- tenant.PortalSql.PUT
INSERT INTO portal AS p (id, client_id, member_id, client_endpoint, access_token, refresh_token, expires_at,
                         application_token, state, refresh_sequence, refreshed_at, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'active', 1, $9, $9, $9)
ON CONFLICT (client_id, member_id) DO UPDATE
   SET client_endpoint = EXCLUDED.client_endpoint,
       access_token = EXCLUDED.access_token,
       refresh_token = EXCLUDED.refresh_token,
       expires_at = EXCLUDED.expires_at,
       application_token = coalesce(EXCLUDED.application_token, p.application_token),
       state = EXCLUDED.state,
       reason = NULL,
       parked_since = NULL,
       refresh_claimed_until = NULL,
       refresh_sequence = p.refresh_sequence + 1,
       previous_access_token = NULL,
       previous_refresh_token = NULL,
       refreshed_at = EXCLUDED.refreshed_at,
       unrenewed_since = NULL,
       probe_at = NULL,
       probes = 0,
       updated_at = EXCLUDED.updated_at
 WHERE p.id = EXCLUDED.id
RETURNING id, client_id, member_id, client_endpoint, state, reason, parked_since, probe_at, request_limit, expires_at, created_at, updated_at;

-- tenant.PortalSql.READ_APPLICATION_TOKEN
SELECT id, application_token
  FROM portal
 WHERE client_id = $1
   AND member_id = $2
   AND application_token IS NOT NULL;

-- tenant.PortalSql.USE_PROOF
INSERT INTO used_install (proof)
VALUES ($1)
ON CONFLICT DO NOTHING;

-- tenant.TokenStore.CLAIM
UPDATE portal
   SET refresh_claimed_until = now() + interval '90 seconds',
       refresh_sequence = refresh_sequence + 1
 WHERE id = $1
   AND access_token = $2
   AND (refresh_claimed_until IS NULL OR refresh_claimed_until < now())
RETURNING refresh_sequence;

-- tenant.TokenStore.FORGET_PREVIOUS
UPDATE portal
   SET previous_access_token = NULL,
       previous_refresh_token = NULL
 WHERE id = $1
   AND previous_refresh_token IS NOT NULL;

-- tenant.TokenStore.IDLE
SELECT id, client_id, member_id, client_endpoint, access_token, token_in_body
  FROM portal
 WHERE (state = 'active' OR probe_at IS NOT NULL)
   AND refreshed_at < now() - interval '14 days' - abs(hashtext(id::text) % 168) * interval '1 hour'
 ORDER BY refreshed_at
 LIMIT $1;

-- tenant.TokenStore.LOOK_UP
UPDATE portal
   SET sought_until = greatest(sought_until, now()) + interval '15 minutes'
 WHERE id = $1
   AND (sought_until IS NULL OR sought_until <= now() + interval '14 minutes');

-- tenant.TokenStore.READ
SELECT p.id, p.member_id, p.client_endpoint, p.access_token, p.token_in_body, p.refresh_token,
       p.previous_refresh_token,
       p.client_id, a.client_secret, a.client_refusals
  FROM portal p
  JOIN application a USING (client_id)
 WHERE p.id = $1;

-- tenant.TokenStore.READ_ACCESS
SELECT id, client_id, member_id, client_endpoint, access_token, token_in_body
  FROM portal
 WHERE id = ANY ($1);

-- tenant.TokenStore.RELEASE
UPDATE portal
   SET refresh_claimed_until = NULL
 WHERE id = $1
   AND refresh_sequence = $2;

-- tenant.TokenStore.STORE
UPDATE portal
   SET access_token = $3,
       refresh_token = $4,
       expires_at = $5,
       previous_access_token = $6,
       previous_refresh_token = $7,
       client_endpoint = coalesce($8, client_endpoint),
       refresh_claimed_until = NULL,
       unrenewed_since = NULL,
       refreshed_at = now(),
       updated_at = now()
 WHERE id = $1
   AND refresh_sequence = $2;

-- tenant.TokenStore.TOKEN_IN_BODY
UPDATE portal
   SET token_in_body = true
 WHERE id = $1;

-- tenant.TokenStore.UNRENEWED
UPDATE portal
   SET refresh_claimed_until = CASE WHEN $3 THEN refresh_claimed_until END,
       unrenewed_since = coalesce(unrenewed_since, now())
 WHERE id = $1
   AND refresh_sequence = $2
RETURNING unrenewed_since < now() - interval '1 day';

-- tenant.callback.HandlerKeys.FIND
SELECT id, client_id, member_id, client_endpoint, application_token, language
  FROM portal
 WHERE handler_key_hash = $1 AND client_id = $2 AND state <> 'uninstalled';

-- tenant.callback.HandlerKeys.MAKE
UPDATE portal
   SET handler_key = coalesce(handler_key, $2),
       handler_key_hash = coalesce(handler_key_hash, $3)
 WHERE id = $1
RETURNING client_id, handler_key;

-- tenant.callback.HandlerKeys.READ
SELECT client_id, handler_key FROM portal WHERE id = $1;

-- tenant.event.OutboxSql.PORTALS
SELECT id, client_id, member_id, client_endpoint
  FROM portal p
 WHERE id = ANY ($1)
   AND EXISTS (SELECT
                 FROM webhook_endpoint e
                WHERE e.client_id = p.client_id AND $2 = ANY (e.kinds) AND e.state = 'active')
 UNION ALL
SELECT id, client_id, NULL, NULL
  FROM channel c
 WHERE id = ANY ($1)
   AND portal_id IS NULL
   AND EXISTS (SELECT
                 FROM webhook_endpoint e
                WHERE e.client_id = c.client_id AND $2 = ANY (e.kinds) AND e.state = 'active');

-- tenant.event.OutboxSql.WRITE
WITH told AS (
  SELECT e.name AS endpoint, e.crowded, v.*
    FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::bigint[],
                $7::text[]) WITH ORDINALITY
      AS v (event_id, portal_id, client_id, kind, payload, seconds, target, place)
    JOIN webhook_endpoint e
      ON e.client_id = v.client_id AND e.state = 'active'
     AND CASE WHEN v.target IS NULL THEN v.kind = ANY (e.kinds) ELSE e.name = v.target END
), written AS (
  INSERT INTO webhook_event (portal_id, client_id, endpoint, event_id, kind, payload, size, give_up_at)
  SELECT portal_id, client_id, endpoint, event_id, kind, payload, length(payload),
         now() + seconds * interval '1 second'
    FROM told
   WHERE NOT crowded
   ORDER BY place
  ON CONFLICT DO NOTHING
  RETURNING portal_id, client_id, endpoint, event_id, size
), line AS (
  INSERT INTO webhook_line AS l (portal_id, client_id, endpoint, due_at, events, bytes)
  SELECT portal_id, client_id, endpoint, now(), count(*), sum(size)
    FROM written
   GROUP BY portal_id, client_id, endpoint
   ORDER BY portal_id, client_id, endpoint
  ON CONFLICT (portal_id, client_id, endpoint) DO UPDATE
     SET due_at = coalesce(l.due_at, EXCLUDED.due_at),
         events = l.events + EXCLUDED.events,
         bytes = l.bytes + EXCLUDED.bytes,
         updated_at = now()
)
SELECT event_id, kind,
       CASE WHEN crowded THEN 'crowded' WHEN w.portal_id IS NULL THEN 'known' ELSE 'written' END
  FROM told
  LEFT JOIN written w USING (client_id, endpoint, event_id);

-- tenant.event.Subscriptions.WANTED
SELECT DISTINCT unnest(kinds)
  FROM webhook_endpoint
 WHERE state = 'active';

-- tenant.install.InstalledNews.INSTALLED_AT
SELECT installed_at FROM portal WHERE id = $1;

-- tenant.install.PendingEvents.ADD
WITH places AS (
  SELECT $6 - count(*) AS free,
         count(*) FILTER (WHERE client_id = $2) AS of_application,
         count(*) FILTER (WHERE sender = $4) AS of_sender,
         bool_or(id = $1) AS there
    FROM life_cycle_event
), displaced AS (
  DELETE FROM life_cycle_event
   WHERE id = (SELECT e.id
                 FROM life_cycle_event e, places p
                WHERE p.there IS NOT TRUE
                  AND CASE WHEN p.of_sender > 0 AND p.of_sender >= p.free THEN e.sender = $4
                           WHEN p.of_application > 0 AND p.of_application >= 4 * p.free
                           THEN e.client_id = $2
                           ELSE p.free <= 0 END
                ORDER BY count(*) OVER (PARTITION BY e.sender) DESC,
                         count(*) OVER (PARTITION BY e.client_id, e.member_id) DESC,
                         random()
                LIMIT 1)
)
INSERT INTO life_cycle_event (id, client_id, member_id, sender, claim, due_at)
VALUES ($1, $2, $3, $4, $5, now() + interval '30 seconds')
ON CONFLICT (id) DO NOTHING;

-- tenant.install.PendingEvents.IS_USED
SELECT 1 FROM used_install WHERE proof = $1;

-- tenant.install.PendingEvents.POSTPONE
UPDATE life_cycle_event
   SET due_at = now() + least(interval '10 minutes', interval '10 seconds' * power(2, least(attempts, 6))),
       attempts = attempts + 1
 WHERE id = $1;

-- tenant.install.PendingEvents.REMOVE
DELETE FROM life_cycle_event
 WHERE id = $1;

-- tenant.install.PendingEvents.REPLACE
UPDATE life_cycle_event
   SET claim = $2
 WHERE id = $1;

-- tenant.install.PendingEvents.TAKE_DUE
WITH by_account AS (
  SELECT id, sender, due_at,
         row_number() OVER (PARTITION BY sender, client_id, member_id ORDER BY due_at) AS turn
    FROM life_cycle_event
   WHERE due_at <= now()
), by_sender AS (
  SELECT id, due_at, row_number() OVER (PARTITION BY sender ORDER BY turn, due_at) AS turn
    FROM by_account
)
UPDATE life_cycle_event
   SET due_at = now() + interval '2 minutes'
 WHERE id IN (SELECT e.id
                FROM life_cycle_event e
                JOIN by_sender s USING (id)
               WHERE e.due_at <= now()
               ORDER BY s.turn, s.due_at
               LIMIT $1
                 FOR UPDATE OF e SKIP LOCKED)
RETURNING id, claim;

-- tenant.install.SetUpQueue.DONE
UPDATE portal
   SET set_up_due_at = NULL,
       set_up_attempts = 0
 WHERE id = $1;

-- tenant.install.SetUpQueue.SOON
UPDATE portal
   SET set_up_due_at = now(),
       set_up_attempts = 0
 WHERE id = $1;

-- tenant.install.SetUpQueue.TAKE_DUE
UPDATE portal
   SET set_up_due_at = now() + least(interval '6 hours', interval '1 minute' * power(2, set_up_attempts)),
       set_up_attempts = least(set_up_attempts + 1, 10)
 WHERE id IN (SELECT id
                FROM portal
               WHERE set_up_due_at <= now()
                 AND state = 'active'
               ORDER BY set_up_due_at
               LIMIT $1
                 FOR UPDATE SKIP LOCKED)
RETURNING id;

-- tenant.install.UsedTokens.USE
INSERT INTO used_install (proof) VALUES ($1) ON CONFLICT DO NOTHING;

-- tenant.lookup.PortalNames.OF_PORTALS_AND_CHANNELS
SELECT id, client_id, member_id, client_endpoint
  FROM portal
 WHERE id = ANY ($1)
    OR id IN (SELECT portal_id FROM channel WHERE id = ANY ($1))
 ORDER BY client_endpoint
 LIMIT $2;

-- tenant.notification.Administrators.NOTE
UPDATE portal SET installed_by = $2 WHERE id = $1 AND installed_by IS DISTINCT FROM $2;

-- tenant.notification.Administrators.OWE
UPDATE portal
   SET untold_since = parked_since, untold_reason = reason
 WHERE id = $1 AND state = 'parked';

-- tenant.notification.Administrators.PARKED
SELECT p.id, p.installed_by, p.language, p.parked_since, p.reason
  FROM portal p
 JOIN template t ON t.client_id = p.client_id AND t.present AND t.notifications WHERE p.installed_by IS NOT NULL AND p.id = ANY ($1) AND p.state = 'parked' AND p.parked_since IS NOT NULL;

-- tenant.notification.Administrators.WOKEN
WITH owed AS (
  SELECT id, untold_since, untold_reason
    FROM portal
   WHERE id = ANY ($1) AND state = 'active' AND untold_since IS NOT NULL
     FOR UPDATE
), p AS (
  UPDATE portal
     SET untold_since = NULL, untold_reason = NULL
    FROM owed
   WHERE portal.id = owed.id
  RETURNING portal.id, portal.client_id, portal.installed_by, portal.language, owed.untold_since,
            owed.untold_reason
)
SELECT p.id, p.installed_by, p.language, p.untold_since, p.untold_reason
  FROM p
 JOIN template t ON t.client_id = p.client_id AND t.present AND t.notifications WHERE p.installed_by IS NOT NULL;

-- tenant.sender.RegisteredSenders.HAS
UPDATE portal p
   SET senders_told = $2::text[]
  FROM (SELECT senders_told FROM portal WHERE id = $1 FOR UPDATE) before
 WHERE p.id = $1 AND NOT before.senders_told @> $2::text[]
RETURNING ARRAY (SELECT unnest($2::text[]) EXCEPT SELECT unnest(before.senders_told));

-- tenant.sender.RegisteredSenders.LACKS
UPDATE portal
   SET senders_told = ARRAY (SELECT unnest(senders_told) EXCEPT SELECT unnest($2::text[]))
 WHERE id = $1 AND senders_told && $2::text[];

-- tenant.sender.SenderHealths.COUNT
SELECT sender_state, count(*)
  FROM portal
 WHERE state = 'active'
 GROUP BY sender_state;

-- tenant.sender.SenderHealths.NOTE
UPDATE portal
   SET sender_state = $2,
       compared_at = now(),
       compare_at = now() + CASE WHEN $2 IN ('missing', 'refused') THEN interval '1 hour'
                                 ELSE interval '20 hours' + random() * interval '4 hours' END
 WHERE id = $1;

-- tenant.sender.SenderHealths.NOTE_MISSING
UPDATE portal
   SET missing = $2,
       missing_at = now()
 WHERE id = $1;

-- tenant.sender.SenderHealths.OF_PORTALS
SELECT id, sender_state, compared_at, missing, missing_at
  FROM portal
 WHERE id = ANY ($1);

-- tenant.sender.SenderHealths.SOON
UPDATE portal
   SET compare_at = least(compare_at, now() + interval '30 seconds' * (1 + random()))
 WHERE id = $1
   AND (compared_at IS NULL OR compared_at < now() - $2 * interval '1 minute');

-- tenant.sender.SenderHealths.TAKE_DUE
UPDATE portal
   SET compare_at = now() + interval '1 hour'
 WHERE id IN (SELECT id
                FROM portal
               WHERE compare_at <= now()
                 AND state = 'active'
               ORDER BY compare_at
               LIMIT $1
                 FOR UPDATE SKIP LOCKED)
RETURNING id;

-- tenant.template.ChannelSelection.NEXT
SELECT c.id
  FROM channel c
  JOIN portal p ON p.id = c.portal_id
 WHERE c.id > $1
   AND ($2::text IS NULL OR p.client_id = $2)
   AND ($3::text IS NULL OR c.gateway = $3)
   AND c.created_at <= $4
 ORDER BY c.id
 LIMIT $5;

-- tenant.template.Templates.END
UPDATE template SET present = false WHERE client_id = $1 AND present;

-- tenant.template.Templates.FIND
SELECT template.client_id, template.gateway, template.sender_code, template.secrets, template.settings::text AS settings, template.message_id_pattern, template.customer_gateways, template.notifications, template.version, template.updated_at FROM template WHERE client_id = $1 AND CASE WHEN $2::text IS NULL THEN present ELSE gateway = $2 END ORDER BY updated_at DESC LIMIT 1;

-- tenant.template.Templates.PUT
WITH former AS (
  UPDATE template SET present = false WHERE client_id = $1 AND gateway <> $2 AND present
)
INSERT INTO template (client_id, gateway, present, sender_code, secrets, settings, message_id_pattern,
                      customer_gateways, notifications)
VALUES ($1, $2, true, $3, $4, $5::text::jsonb, $6, $7, $8)
ON CONFLICT (client_id, gateway) DO UPDATE
   SET present = true,
       sender_code = EXCLUDED.sender_code,
       secrets = EXCLUDED.secrets,
       settings = EXCLUDED.settings,
       message_id_pattern = EXCLUDED.message_id_pattern,
       customer_gateways = EXCLUDED.customer_gateways,
       notifications = EXCLUDED.notifications,
       version = template.version + 1,
       updated_at = now()
RETURNING template.client_id, template.gateway, template.sender_code, template.secrets, template.settings::text AS settings, template.message_id_pattern, template.customer_gateways, template.notifications, template.version, template.updated_at;

-- tenant.template.Templates.TIDY
DELETE FROM template t
 WHERE t.client_id = $1
   AND NOT t.present
   AND NOT EXISTS (SELECT
                     FROM channel c
                     JOIN portal p ON p.id = c.portal_id
                    WHERE p.client_id = t.client_id AND c.gateway = t.gateway AND c.template IS NOT NULL);

-- webhook.Deliveries.AGAIN
WITH again AS (
  UPDATE webhook_event
     SET finished_at = NULL, outcome = NULL, give_up_at = now() + interval '3 days'
   WHERE client_id = $1 AND endpoint = $2
     AND seq IN (SELECT seq
                   FROM webhook_event
                  WHERE client_id = $1 AND endpoint = $2
                    AND ($3::uuid IS NULL OR event_id = $3)
                    AND ($4::timestamptz IS NULL OR created_at >= $4)
                    AND finished_at IS NOT NULL AND payload IS NOT NULL
                  ORDER BY seq
                  LIMIT $5)
     AND finished_at IS NOT NULL
  RETURNING portal_id, client_id, endpoint, size
), line AS (
  INSERT INTO webhook_line AS l (portal_id, client_id, endpoint, due_at, events, bytes)
  SELECT portal_id, client_id, endpoint, now(), count(*), sum(size)
    FROM again
   GROUP BY portal_id, client_id, endpoint
   ORDER BY portal_id, client_id, endpoint
  ON CONFLICT (portal_id, client_id, endpoint) DO UPDATE
     SET due_at = coalesce(l.due_at, EXCLUDED.due_at),
         events = l.events + EXCLUDED.events,
         bytes = l.bytes + EXCLUDED.bytes,
         updated_at = now()
)
SELECT count(*)::int FROM again;

-- webhook.Deliveries.LIST
SELECT event_id, seq, kind, created_at, coalesce(outcome, 'waiting'), attempts, attempted_at, status,
       duration_ms, answer
  FROM webhook_event
 WHERE client_id = $1 AND endpoint = $2 AND seq < $3
 ORDER BY seq DESC
 LIMIT $4;

-- webhook.EndpointSql.DELETE
DELETE FROM webhook_endpoint WHERE client_id = $1 AND name = $2;

-- webhook.EndpointSql.DELETE_EVENTS
WITH deleted AS (
  DELETE FROM webhook_event
   WHERE client_id = $1 AND endpoint = $2
  RETURNING event_id, portal_id, kind, finished_at
)
SELECT event_id, portal_id, kind
  FROM deleted
 WHERE finished_at IS NULL AND kind = 'message.requested';

-- webhook.EndpointSql.DELETE_LINES
DELETE FROM webhook_line WHERE client_id = $1 AND endpoint = $2;

-- webhook.EndpointSql.LIST
SELECT client_id, name, url, kinds, state, failing_since, crowded,
       (SELECT coalesce(sum(events), 0)::bigint
          FROM webhook_line
         WHERE client_id = e.client_id AND endpoint = e.name AND due_at IS NOT NULL),
       created_at, updated_at
  FROM webhook_endpoint e
 WHERE client_id = $1 AND ($2::text IS NULL OR name = $2)
 ORDER BY name;

-- webhook.EndpointSql.LOCK_SECRET
SELECT secret
  FROM webhook_endpoint
 WHERE client_id = $1 AND name = $2
   FOR UPDATE;

-- webhook.EndpointSql.PUT
INSERT INTO webhook_endpoint AS e (client_id, name, url, kinds, secret, state)
SELECT $1, $2, $3, $4, $5, $6
 WHERE (SELECT count(*) FROM webhook_endpoint WHERE client_id = $1 AND name <> $2) < 10
ON CONFLICT (client_id, name) DO UPDATE
   SET url = EXCLUDED.url,
       kinds = EXCLUDED.kinds,
       state = EXCLUDED.state,
       failing_since = NULL,
       updated_at = now()
RETURNING e.created_at = now();

-- webhook.EndpointSql.ROTATE
UPDATE webhook_endpoint
   SET secret = $3,
       previous_secret = $4,
       previous_until = now() + interval '1 day',
       updated_at = now()
 WHERE client_id = $1 AND name = $2;

-- webhook.LineSql.CLAIM
WITH endpoint AS MATERIALIZED (
  SELECT e.*,
         greatest(0, CASE WHEN e.failing_since IS NULL THEN $3 ELSE 1 END - coalesce(b.calls, 0)) AS free
    FROM webhook_endpoint e
    LEFT JOIN unnest($1::text[], $2::int[]) AS b (key, calls) ON b.key = e.client_id || '/' || e.name
   ORDER BY e.failing_since NULLS FIRST
), due AS MATERIALIZED (
  SELECT l.*
    FROM endpoint e
   CROSS JOIN LATERAL (
         SELECT portal_id, client_id, endpoint
           FROM webhook_line
          WHERE client_id = e.client_id AND endpoint = e.name AND due_at <= now()
          ORDER BY due_at
          LIMIT e.free
            FOR UPDATE SKIP LOCKED) l
   LIMIT $4
), claimed AS (
  UPDATE webhook_line l
     SET due_at = now() + $5 * interval '1 second', claim = $6
    FROM due d
   WHERE l.portal_id = d.portal_id AND l.client_id = d.client_id AND l.endpoint = d.endpoint
  RETURNING l.portal_id, l.client_id, l.endpoint, l.attempts, l.events, l.bytes
)
SELECT c.portal_id, c.client_id, c.endpoint, c.attempts, c.events, c.bytes,
       e.url, e.secret, CASE WHEN e.previous_until > now() THEN e.previous_secret END, e.state,
       e.failing_since IS NOT NULL,
       w.event_id, w.kind, w.payload, w.size, w.give_up_at <= now()
  FROM claimed c
  JOIN endpoint e ON e.client_id = c.client_id AND e.name = c.endpoint
  LEFT JOIN LATERAL (
       SELECT seq, event_id, kind, payload, size, give_up_at
         FROM webhook_event
        WHERE portal_id = c.portal_id AND client_id = c.client_id AND endpoint = c.endpoint
          AND finished_at IS NULL
        ORDER BY seq
        LIMIT 8) w ON true
 ORDER BY c.portal_id, c.client_id, c.endpoint, w.seq;

-- webhook.LineSql.FAILING
UPDATE webhook_endpoint
   SET failing_since = now()
 WHERE client_id = $1 AND name = $2 AND failing_since IS NULL;

-- webhook.LineSql.FINISH
WITH line AS (
  UPDATE webhook_line
     SET events = greatest(0, events - $5),
         bytes = greatest(0, bytes - $6),
         attempts = $7,
         due_at = CASE WHEN events > $5 THEN now() + $8 * interval '1 millisecond' END,
         claim = NULL,
         updated_at = now()
   WHERE portal_id = $1 AND client_id = $2 AND endpoint = $3 AND claim = $4
  RETURNING client_id, endpoint
)
UPDATE webhook_event e
   SET finished_at = CASE WHEN r.outcome IS NOT NULL THEN now() END,
       outcome = r.outcome,
       payload = CASE WHEN r.forget THEN NULL ELSE e.payload END,
       attempts = e.attempts + CASE WHEN r.status IS NULL THEN 0 ELSE 1 END,
       attempted_at = CASE WHEN r.status IS NULL THEN e.attempted_at ELSE now() END,
       status = coalesce(r.status, e.status),
       duration_ms = coalesce(r.duration_ms, e.duration_ms),
       answer = CASE WHEN r.status IS NULL THEN e.answer ELSE r.answer END
  FROM unnest($9::uuid[], $10::text[], $11::int[], $12::int[], $13::text[], $14::boolean[])
         AS r (event_id, outcome, status, duration_ms, answer, forget)
 CROSS JOIN line l
 WHERE e.client_id = l.client_id AND e.endpoint = l.endpoint AND e.event_id = r.event_id;

-- webhook.LineSql.GONE
UPDATE webhook_endpoint
   SET state = 'gone', updated_at = now()
 WHERE client_id = $1 AND name = $2 AND url = $3 AND state = 'active';

-- webhook.LineSql.WAKE
UPDATE webhook_line
   SET due_at = now()
 WHERE client_id = $1 AND endpoint = $2 AND due_at > now() AND claim IS NULL;

-- webhook.LineSql.WELL
WITH was AS (
  SELECT client_id, name, failing_since
    FROM webhook_endpoint
   WHERE client_id = $1 AND name = $2 AND failing_since IS NOT NULL
     FOR UPDATE
)
UPDATE webhook_endpoint e
   SET failing_since = NULL
  FROM was
 WHERE e.client_id = was.client_id AND e.name = was.name
RETURNING was.failing_since < now() - interval '1 minute';

-- webhook.OutboxCensus.COUNT
SELECT count(*) FILTER (WHERE state = 'active' AND failing_since IS NULL),
       count(*) FILTER (WHERE state = 'active' AND failing_since IS NOT NULL),
       count(*) FILTER (WHERE state = 'off'),
       count(*) FILTER (WHERE state = 'gone'),
       count(*) FILTER (WHERE crowded),
       (SELECT coalesce(sum(events), 0)::bigint FROM webhook_line WHERE due_at IS NOT NULL)
  FROM webhook_endpoint;

-- webhook.OutboxCensus.CROWDED
UPDATE webhook_endpoint e
   SET crowded = c.crowded
  FROM (SELECT e.client_id, e.name,
               coalesce(sum(l.events), 0) >= $1 OR coalesce(sum(l.bytes), 0) >= $2 AS crowded
          FROM webhook_endpoint e
          LEFT JOIN webhook_line l
            ON l.client_id = e.client_id AND l.endpoint = e.name AND l.due_at IS NOT NULL
         GROUP BY e.client_id, e.name) c
 WHERE e.client_id = c.client_id AND e.name = c.name AND e.crowded <> c.crowded;

