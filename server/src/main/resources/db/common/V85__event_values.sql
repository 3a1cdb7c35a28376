-- In which sessions an event has a property of some value, and in which hour: marks are hashes of
-- both, so each hit is compared with the events themselves.
CREATE TABLE event_value (
    project_id BIGINT       NOT NULL,
    mark       BIGINT       NOT NULL,
    -- Hours since 1970.
    event_hour INTEGER      NOT NULL,
    session_id VARCHAR(200) NOT NULL,
    PRIMARY KEY (project_id, mark, event_hour, session_id)
);

-- The values that a property has had, while they are few: what passes a comparison is found among
-- them first.
CREATE TABLE event_value_text (
    project_id BIGINT       NOT NULL,
    name_mark  BIGINT       NOT NULL,
    text_mark  BIGINT       NOT NULL,
    -- That of event_value; "5" and "5.0" are two texts of one mark.
    mark       BIGINT       NOT NULL,
    content    VARCHAR(400) NOT NULL,
    PRIMARY KEY (project_id, name_mark, text_mark)
);

-- How far the events from before these tables have been read; no row: all of them.
CREATE TABLE event_value_backfill (
    project_id BIGINT PRIMARY KEY,
    -- The last event of the project that was read; null before the first.
    done_to    UUID
);
INSERT INTO event_value_backfill (project_id)
SELECT first_one FROM (SELECT MIN(project_id) AS first_one FROM event) stored
WHERE first_one IS NOT NULL;
