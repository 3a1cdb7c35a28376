-- What events say about each distinct id by itself. Who is whom follows from it, and follows anew
-- when an earlier event arrives late. H2 commits each statement by itself: each can be repeated.
ALTER TABLE person_distinct_id ADD COLUMN IF NOT EXISTS first_seen_ms BIGINT;
ALTER TABLE person_distinct_id ADD COLUMN IF NOT EXISTS first_event UUID;
-- JSON object; format: PropertyHistory.
ALTER TABLE person_distinct_id ADD COLUMN IF NOT EXISTS history TEXT;
-- The earliest event that says whose id it is besides.
ALTER TABLE person_distinct_id ADD COLUMN IF NOT EXISTS claim_ms BIGINT;
ALTER TABLE person_distinct_id ADD COLUMN IF NOT EXISTS claim_event UUID;
ALTER TABLE person_distinct_id ADD COLUMN IF NOT EXISTS claimed_by VARCHAR(200);
-- The earliest event that makes it the id of a known user.
ALTER TABLE person_distinct_id ADD COLUMN IF NOT EXISTS identified_ms BIGINT;
ALTER TABLE person_distinct_id ADD COLUMN IF NOT EXISTS identified_event UUID;

-- Distinct ids that are one person whatever else is known.
CREATE TABLE IF NOT EXISTS person_join (
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
WHERE d.distinct_id <> p.first_distinct_id AND NOT EXISTS (
    SELECT 1 FROM person_join j WHERE j.project_id = d.project_id
    AND j.distinct_id = d.distinct_id AND j.other_id = p.first_distinct_id);

-- Somebody with several ids is a known user, and known by each of them.
UPDATE person_distinct_id d SET
    identified_ms = (SELECT p.first_seen_ms FROM person p WHERE p.id = d.person_id AND EXISTS (
        SELECT 1 FROM person_distinct_id o
        WHERE o.person_id = d.person_id AND o.distinct_id <> d.distinct_id)),
    identified_event = (SELECT p.first_event FROM person p WHERE p.id = d.person_id AND EXISTS (
        SELECT 1 FROM person_distinct_id o
        WHERE o.person_id = d.person_id AND o.distinct_id <> d.distinct_id)),
    first_seen_ms = (SELECT p.first_seen_ms
                            + CASE WHEN p.first_distinct_id = d.distinct_id THEN 0 ELSE 1 END
                     FROM person p WHERE p.id = d.person_id),
    first_event = (SELECT p.first_event FROM person p WHERE p.id = d.person_id),
    history = (SELECT CASE WHEN p.first_distinct_id = d.distinct_id THEN p.history ELSE '{}' END
               FROM person p WHERE p.id = d.person_id);

ALTER TABLE person_distinct_id ALTER COLUMN first_seen_ms SET NOT NULL;
ALTER TABLE person_distinct_id ALTER COLUMN first_event SET NOT NULL;
ALTER TABLE person_distinct_id ALTER COLUMN history SET NOT NULL;
