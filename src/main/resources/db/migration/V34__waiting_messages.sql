-- What waits for a portal, in the two parts that the indexes of their turns find. Each part has its order, so that it is read from an
-- index as far as it is wanted, and never sorted.

CREATE VIEW waiting_message AS
(SELECT portal_id, channel_id, first_seen_at, due_at
   FROM message
  WHERE due_at IS NOT NULL AND refusals = 0
  ORDER BY due_at)
UNION ALL
(SELECT portal_id, channel_id, first_seen_at, due_at
   FROM message
  WHERE due_at IS NOT NULL AND refusals > 0
  ORDER BY due_at);
