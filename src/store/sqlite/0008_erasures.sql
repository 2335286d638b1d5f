-- A text that is sealed or destroyed says when and by what right, for the mark in its place.
ALTER TABLE texts ADD COLUMN erased_at INTEGER;
ALTER TABLE texts ADD COLUMN ground TEXT;
-- Derived: what two people decide about erasing.
CREATE TABLE erasures (
  room TEXT NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (room, number)
) WITHOUT ROWID;
