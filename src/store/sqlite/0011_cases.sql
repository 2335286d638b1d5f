-- Letters on their way: what to-do lists and the schedule look for, without reading the posts themselves.
CREATE TABLE cases (
  post TEXT NOT NULL PRIMARY KEY,
  room TEXT NOT NULL,
  number INTEGER NOT NULL,
  unit TEXT,
  step TEXT NOT NULL,
  -- somebody still has something to do, or the author to say
  open INTEGER NOT NULL,
  -- last day of the stage, and of the answer
  due TEXT NOT NULL,
  promised TEXT,
  -- the older edition of the calendar that a running clock was counted by
  edition INTEGER,
  -- more time was asked for and nobody decided
  waits INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  answered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_of_unit ON cases (unit, step, due, post) WHERE open = 1;
CREATE INDEX cases_of_room ON cases (room, step, due, post) WHERE open = 1;
CREATE INDEX cases_due ON cases (step, due) WHERE open = 1;
CREATE INDEX cases_waiting ON cases (room, due, post) WHERE waits = 1;
CREATE INDEX cases_edition ON cases (edition) WHERE edition IS NOT NULL;
CREATE TABLE assisting (
  unit TEXT NOT NULL,
  post TEXT NOT NULL,
  PRIMARY KEY (unit, post)
) STRICT, WITHOUT ROWID;
CREATE INDEX assisting_post ON assisting (post);
-- Rooms that stand open are no sessions.
ALTER TABLE rooms ADD COLUMN standing INTEGER GENERATED ALWAYS AS (coalesce(state ->> '$.policy.standing', 0)) VIRTUAL;
CREATE INDEX rooms_standing ON rooms (standing, phase, starts_at);
