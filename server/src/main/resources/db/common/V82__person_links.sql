-- What events say about each distinct id by itself. Who is whom follows from it, and follows anew
-- when an earlier event arrives late.
ALTER TABLE person_distinct_id ADD COLUMN first_seen_ms BIGINT;
ALTER TABLE person_distinct_id ADD COLUMN first_event UUID;
-- JSON object; format: PropertyHistory.
ALTER TABLE person_distinct_id ADD COLUMN history TEXT;
-- The earliest event that says whose id it is besides.
ALTER TABLE person_distinct_id ADD COLUMN claim_ms BIGINT;
ALTER TABLE person_distinct_id ADD COLUMN claim_event UUID;
ALTER TABLE person_distinct_id ADD COLUMN claimed_by VARCHAR(200);
-- The earliest event that makes it the id of a known user.
ALTER TABLE person_distinct_id ADD COLUMN identified_ms BIGINT;
ALTER TABLE person_distinct_id ADD COLUMN identified_event UUID;

-- Distinct ids that are one person whatever else is known.
CREATE TABLE person_join (
    project_id  BIGINT       NOT NULL,
    distinct_id VARCHAR(200) NOT NULL,
    other_id    VARCHAR(200) NOT NULL,
    -- The id first: H2 uses a key for a list of values only when they are its first column.
    PRIMARY KEY (distinct_id, project_id, other_id)
);

-- Persons that were merged before stay merged.
INSERT INTO person_join (project_id, distinct_id, other_id)
SELECT d.project_id, d.distinct_id, p.first_distinct_id
FROM person_distinct_id d JOIN person p ON p.id = d.person_id
WHERE d.distinct_id <> p.first_distinct_id;

UPDATE person_distinct_id d SET
    first_seen_ms = (SELECT p.first_seen_ms
                            + CASE WHEN p.first_distinct_id = d.distinct_id THEN 0 ELSE 1 END
                     FROM person p WHERE p.id = d.person_id),
    first_event = (SELECT p.first_event FROM person p WHERE p.id = d.person_id),
    history = (SELECT CASE WHEN p.first_distinct_id = d.distinct_id THEN p.history ELSE '{}' END
               FROM person p WHERE p.id = d.person_id);

ALTER TABLE person_distinct_id ALTER COLUMN first_seen_ms SET NOT NULL;
ALTER TABLE person_distinct_id ALTER COLUMN first_event SET NOT NULL;
ALTER TABLE person_distinct_id ALTER COLUMN history SET NOT NULL;
