-- Names the blocks that belong to this database: segments of another one are never touched.
CREATE TABLE block_store (
    id UUID NOT NULL PRIMARY KEY
);
INSERT INTO block_store (id) VALUES (gen_random_uuid());

-- The key of each recording, encrypted under the instance's secret. Without this row nothing opens the blocks.
CREATE TABLE recording_key (
    project_id  BIGINT       NOT NULL,
    session_id  VARCHAR(200) NOT NULL,
    wrapped_key BYTEA        NOT NULL,
    -- The id first: H2 uses a key for a list of values only when they are its first column.
    PRIMARY KEY (session_id, project_id)
);

-- Where each block lies: one block per captured item.
CREATE TABLE block (
    project_id  BIGINT       NOT NULL,
    session_id  VARCHAR(200) NOT NULL,
    item_uuid   UUID         NOT NULL,
    segment     VARCHAR(64)  NOT NULL,
    -- Bytes from the start of the segment to the record's header, and of the whole record.
    start_at    BIGINT       NOT NULL,
    record_size INTEGER      NOT NULL,
    -- Event times in epoch milliseconds.
    first_ms    BIGINT       NOT NULL,
    last_ms     BIGINT       NOT NULL,
    window_id   VARCHAR(200) NOT NULL,
    event_count INTEGER      NOT NULL,
    -- Size of the events before compression.
    raw_bytes   BIGINT       NOT NULL,
    -- Set when reading failed; taken off when it works again.
    damaged     BOOLEAN      DEFAULT FALSE NOT NULL,
    PRIMARY KEY (project_id, item_uuid)
);
CREATE INDEX block_of_recording ON block (project_id, session_id, first_ms);
-- Live bytes of each segment without reading the rows.
CREATE INDEX block_of_segment ON block (segment, start_at, record_size);
