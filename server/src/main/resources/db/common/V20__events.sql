-- Every uuid that was ever accepted counts once per project.
CREATE TABLE captured_uuid (
    project_id BIGINT NOT NULL,
    uuid       UUID   NOT NULL,
    -- The uuid first: H2 uses a key for a list of values only when they are its first column.
    PRIMARY KEY (uuid, project_id)
);

CREATE TABLE event (
    project_id  BIGINT       NOT NULL,
    uuid        UUID         NOT NULL,
    event       VARCHAR(200) NOT NULL,
    distinct_id VARCHAR(200) NOT NULL,
    session_id  VARCHAR(200),
    -- Corrected by the server's clock.
    occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
    -- JSON object.
    properties  TEXT         NOT NULL,
    PRIMARY KEY (project_id, uuid)
);
CREATE INDEX event_by_session ON event (project_id, session_id, occurred_at);
CREATE INDEX event_by_name ON event (project_id, event, occurred_at);
