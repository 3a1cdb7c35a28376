-- Filters ask whether an event happened in a session.
-- The session first: H2 uses a key for a list of values only when they are its first column.
CREATE INDEX event_of_session ON event (session_id, project_id, event);
DROP INDEX event_by_session;
-- And in which sessions a rare event happened: answered from the index alone.
CREATE INDEX event_of_name ON event (project_id, event, occurred_at, session_id);
DROP INDEX event_by_name;

-- Console messages are looked up by lists of sessions too.
CREATE INDEX log_entry_of_session ON log_entry (session_id, project_id, level);

-- What projects choose for themselves; none for projects that have chosen nothing.
CREATE TABLE project_setting (
    project_id           BIGINT PRIMARY KEY REFERENCES project (id),
    -- JSON array of property filters: recordings that pass all of them are of real users.
    test_account_filters TEXT   NOT NULL
);
