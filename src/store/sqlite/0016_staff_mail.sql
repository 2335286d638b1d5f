-- Staff are told too: a row names whom, and one entry may be told to many of them.
ALTER TABLE outbox ADD COLUMN person TEXT NOT NULL DEFAULT '';
DROP INDEX outbox_once;
CREATE UNIQUE INDEX outbox_once ON outbox (door, target, room, staff_at, post) WHERE person = '';
CREATE UNIQUE INDEX outbox_staff ON outbox (person, room, staff_at, what) WHERE person <> '';
CREATE INDEX outbox_staff_waiting ON outbox (person) WHERE person <> '' AND state = 'waiting';

-- The last day of which every morning's mail was written down.
CREATE TABLE mornings (day TEXT PRIMARY KEY) WITHOUT ROWID;

-- Those of staff who are written to.
CREATE INDEX persons_written_to ON persons (id) WHERE state ->> '$.mail' IS NOT NULL;
