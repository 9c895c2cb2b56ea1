-- How often the tables are cleaned.

-- With the usual fifth of a table, millions of dead rows would wait for a vacuum, and each one would be long.
ALTER TABLE message SET (
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02,
    autovacuum_vacuum_cost_limit = 2000);
ALTER TABLE correlation SET (
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.05,
    autovacuum_vacuum_cost_limit = 2000);
ALTER TABLE unmatched SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE quarantine SET (autovacuum_vacuum_scale_factor = 0.05);
-- Few rows that change all the time: read at each take, so that dead ones among them cost at once.
ALTER TABLE lane SET (
    autovacuum_vacuum_scale_factor = 0.05,
    autovacuum_vacuum_threshold = 500,
    autovacuum_vacuum_cost_delay = 0);
ALTER TABLE quarantine_usage SET (
    autovacuum_vacuum_scale_factor = 0.05,
    autovacuum_vacuum_threshold = 500);
