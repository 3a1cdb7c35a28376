-- Milliseconds without activity, negative when activity outlasts the whole seconds: a column, so
-- that sorting by it has an index.
ALTER TABLE recording ADD COLUMN inactive_ms BIGINT DEFAULT 0 NOT NULL;
UPDATE recording SET inactive_ms = CAST(duration_s AS BIGINT) * 1000 - active_ms;
CREATE INDEX recording_by_inactive ON recording (project_id, inactive_ms DESC, session_id DESC);

-- H2 uses an index for a list of ids only when the id comes first.
CREATE INDEX recording_by_session ON recording (session_id, project_id);
CREATE INDEX recording_viewed_by_session ON recording_viewed (session_id, project_id);
