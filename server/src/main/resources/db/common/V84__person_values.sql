-- Which persons have a property of some value: marks are hashes of both, so each hit is compared
-- with the person itself. Only properties that projects name are here, none of SDKs.
CREATE TABLE person_value (
    project_id BIGINT NOT NULL,
    mark       BIGINT NOT NULL,
    person_id  BIGINT NOT NULL,
    PRIMARY KEY (project_id, mark, person_id)
);
CREATE INDEX person_value_of ON person_value (person_id, mark);

-- Persons from before this table, until the server has read them.
CREATE TABLE person_unread (
    person_id BIGINT PRIMARY KEY
);
INSERT INTO person_unread (person_id) SELECT id FROM person;
