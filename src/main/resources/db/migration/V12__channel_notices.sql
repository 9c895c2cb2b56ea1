-- Replicas remember which callback key leads to which channel, and with what secrets: whoever changes that, by whatever
-- means, has them told. A notice is the hash of a key in hexadecimal digits, or * for all of them.

CREATE FUNCTION tell_channel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('dlrbridge_channel', encode(key.hash, 'hex'))
       FROM unnest(ARRAY[OLD.key_hash, OLD.previous_key_hash, NEW.key_hash, NEW.previous_key_hash]) AS key (hash)
      WHERE key.hash IS NOT NULL;
    RETURN NULL;
END;
$$;

CREATE FUNCTION tell_channels_of_portal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('dlrbridge_channel', encode(key.hash, 'hex'))
       FROM channel c
      CROSS JOIN LATERAL unnest(ARRAY[c.key_hash, c.previous_key_hash]) AS key (hash)
      WHERE c.portal_id = NEW.id
        AND key.hash IS NOT NULL;
    RETURN NULL;
END;
$$;

CREATE FUNCTION tell_all_channels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('dlrbridge_channel', '*');
    RETURN NULL;
END;
$$;

CREATE TRIGGER channel_notice
    AFTER INSERT OR UPDATE OR DELETE ON channel
    FOR EACH ROW EXECUTE FUNCTION tell_channel();

-- All that is remembered of a portal; its tokens and state change often, and are not.
CREATE TRIGGER channel_notice
    AFTER UPDATE ON portal
    FOR EACH ROW
    WHEN ((OLD.client_id, OLD.member_id) IS DISTINCT FROM (NEW.client_id, NEW.member_id))
    EXECUTE FUNCTION tell_channels_of_portal();

-- Also when portals are truncated, with what hangs on them.
CREATE TRIGGER channel_notice_of_all
    AFTER TRUNCATE ON channel
    FOR EACH STATEMENT EXECUTE FUNCTION tell_all_channels();
