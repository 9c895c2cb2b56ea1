-- Work that one replica does for all of them; who takes a duty has it until its lease ends.
CREATE TABLE duty (
    name        text        PRIMARY KEY,
    owner       uuid        NOT NULL, -- random for each start of a process
    lease_until timestamptz NOT NULL
);
