-- Words of the crew that are not in the record yet.
CREATE TABLE blocks (
  room TEXT NOT NULL,
  number INTEGER NOT NULL,
  open INTEGER NOT NULL,
  due_at INTEGER,
  state TEXT NOT NULL,
  PRIMARY KEY (room, number)
) WITHOUT ROWID;
CREATE INDEX blocks_open ON blocks (room, number) WHERE open = 1;
CREATE INDEX blocks_due ON blocks (due_at) WHERE due_at IS NOT NULL;
-- What concerns no post is little, and found without leafing through all the questions.
CREATE INDEX entries_postless ON entries (room, staff_at) WHERE post IS NULL;
