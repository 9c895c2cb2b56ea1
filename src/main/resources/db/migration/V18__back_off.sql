-- What forwarding learns of what does not work: a message, a portal's address, its tokens, its web server.

ALTER TABLE message
    -- Of the message by itself, since its last success: then first sends go before it.
    ADD COLUMN refusals integer NOT NULL DEFAULT 0;

ALTER TABLE portal
    -- A quarter of an hour for each look-up of its address at the authorisation server; far in the future: none now.
    ADD COLUMN sought_until    timestamptz,
    -- Since when that server says nothing but what we do not know; null: it said something else last.
    ADD COLUMN unrenewed_since timestamptz,
    -- Its web server keeps the header with the access token to itself.
    ADD COLUMN token_in_body   boolean     NOT NULL DEFAULT false;
