-- For whom and from where installs come that nobody has judged yet: nobody may take the places of all others.
ALTER TABLE life_cycle_event
    ADD COLUMN member_id text, -- as claimed
    ADD COLUMN sender    text; -- network, such as 203.0.113.0/24
