-- What waits for a portal, in two parts, since the indexes of their turns hold all that is read of it.

CREATE VIEW waiting_message AS
SELECT portal_id, channel_id, first_seen_at, due_at
  FROM message
 WHERE due_at IS NOT NULL AND refusals = 0
UNION ALL
SELECT portal_id, channel_id, first_seen_at, due_at
  FROM message
 WHERE due_at IS NOT NULL AND refusals > 0;
