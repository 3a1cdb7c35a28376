-- The sessions of events that were stored before there were sessions are made behind the traffic.
-- No row: there is nothing to do any more. H2 commits each statement by itself: each can be
-- repeated.
CREATE TABLE IF NOT EXISTS session_backfill (
    -- Sessions up to this one are made, in the order of the database.
    done_to VARCHAR(200) NOT NULL,
    -- Later ones lack nothing.
    last_id VARCHAR(200) NOT NULL
);
INSERT INTO session_backfill (done_to, last_id)
SELECT '', latest FROM (SELECT MAX(session_id) AS latest FROM event) stored
WHERE latest IS NOT NULL AND NOT EXISTS (SELECT 1 FROM session_backfill);
