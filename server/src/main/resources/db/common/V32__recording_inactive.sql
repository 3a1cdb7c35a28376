-- Milliseconds without activity, negative when activity outlasts the whole seconds: a column, so
-- that sorting by it has an index.
ALTER TABLE recording ADD COLUMN inactive_ms BIGINT DEFAULT 0 NOT NULL;
UPDATE recording SET inactive_ms = CAST(duration_s AS BIGINT) * 1000 - active_ms;
CREATE INDEX recording_by_inactive ON recording (project_id, inactive_ms DESC, session_id DESC);
