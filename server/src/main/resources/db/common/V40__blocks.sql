-- The key that a recording's blocks are encrypted with; without it they are noise.
CREATE TABLE recording_key (
    project_id  BIGINT       NOT NULL,
    session_id  VARCHAR(200) NOT NULL,
    -- Itself encrypted with a key derived from the installation's secret.
    wrapped_key BYTEA        NOT NULL,
    PRIMARY KEY (project_id, session_id)
);

-- Where the blocks lie. Their bytes are in segment files, never in the database.
CREATE TABLE block (
    project_id    BIGINT       NOT NULL,
    session_id    VARCHAR(200) NOT NULL,
    item_uuid     UUID         NOT NULL,
    segment       VARCHAR(60)  NOT NULL,
    record_offset BIGINT       NOT NULL,
    record_length INTEGER      NOT NULL,
    -- Event times, epoch milliseconds.
    first_ms      BIGINT       NOT NULL,
    last_ms       BIGINT       NOT NULL,
    window_id     VARCHAR(200) NOT NULL,
    event_count   INTEGER      NOT NULL,
    -- Bytes of JSON in it.
    raw_bytes     BIGINT       NOT NULL,
    -- Failed its checksum when it was last read.
    damaged       BOOLEAN      DEFAULT FALSE NOT NULL,
    PRIMARY KEY (project_id, session_id, item_uuid)
);
CREATE INDEX block_by_segment ON block (segment);
