-- Files lie in the data folder under their digest; here is what each is and to which room it was brought.
-- Truth beside the journal: bytes and rows are written before the entry that names them.
CREATE TABLE files (
  sha256 TEXT NOT NULL,
  owner TEXT NOT NULL,
  small TEXT,
  audience TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (sha256, owner)
) WITHOUT ROWID;
CREATE INDEX files_small ON files (small) WHERE small IS NOT NULL;
CREATE INDEX files_at ON files (at);

-- Derived: where rooms name files (`thing`: the guest of a portrait, the number of a line), and whether it is still shown there.
CREATE TABLE namings (
  room TEXT NOT NULL,
  place TEXT NOT NULL,
  thing TEXT NOT NULL,
  file TEXT NOT NULL,
  shown INTEGER NOT NULL,
  PRIMARY KEY (room, place, thing, file)
) WITHOUT ROWID;
CREATE INDEX namings_file ON namings (file, room);
