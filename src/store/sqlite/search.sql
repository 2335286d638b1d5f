-- Derived from the journal, in a database of its own; thrown away and made anew when its version differs.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- How far each is indexed: its public stream is read up to `public_at`, its staff stream looked for erasures up to
-- `staff_at`.
CREATE TABLE rooms (
  id INTEGER PRIMARY KEY,
  room TEXT NOT NULL UNIQUE,
  public_at INTEGER NOT NULL,
  staff_at INTEGER NOT NULL,
  starts_at INTEGER NOT NULL,
  month TEXT NOT NULL,
  closed INTEGER NOT NULL,
  facts TEXT NOT NULL
);
CREATE INDEX rooms_closed ON rooms (closed, month, starts_at);

-- Units, subjects and guests by name, and which rooms have them.
CREATE TABLE names (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (kind, name));
CREATE TABLE named (name INTEGER NOT NULL, room INTEGER NOT NULL, PRIMARY KEY (name, room)) WITHOUT ROWID;
CREATE INDEX named_room ON named (room);

-- The id tells the time: minutes since 1970, then a number within the minute. So the newest are the highest ids, and
-- a span of time is a span of ids.
CREATE TABLE docs (id INTEGER PRIMARY KEY, room INTEGER NOT NULL, thing INTEGER NOT NULL, UNIQUE (room, thing));

-- Tokens come ready made; what is not ASCII is a letter to this tokenizer. No column keeps its content.
CREATE VIRTUAL TABLE search USING fts5(words, marks, content='', contentless_delete=1, tokenize='ascii');
