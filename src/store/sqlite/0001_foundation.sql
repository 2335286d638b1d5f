-- Truth: entries, texts, votes. Everything else can be recomputed from them (`wenzheng rebuild`),
-- except sessions and idempotency keys, which may be lost without harm.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE entries (
  installation TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL DEFAULT '',
  room TEXT NOT NULL,
  staff_at INTEGER NOT NULL,
  public_at INTEGER,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  post TEXT,
  revision INTEGER,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (room, staff_at)
) WITHOUT ROWID;
CREATE INDEX entries_at ON entries (at);
CREATE UNIQUE INDEX entries_public ON entries (room, public_at) WHERE public_at IS NOT NULL;

CREATE TABLE texts (
  id TEXT PRIMARY KEY,
  salt TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  lang TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  at INTEGER NOT NULL,
  body TEXT
) WITHOUT ROWID;

CREATE TABLE votes (
  post TEXT NOT NULL,
  visitor TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (post, visitor)
) WITHOUT ROWID;

-- Derived: the folded state as JSON, with the columns that lists need taken out of it.
CREATE TABLE office (id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL);

CREATE TABLE rooms (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  code TEXT GENERATED ALWAYS AS (state ->> '$.code') VIRTUAL,
  phase TEXT GENERATED ALWAYS AS (state ->> '$.phase') VIRTUAL,
  rehearsal INTEGER GENERATED ALWAYS AS (state ->> '$.rehearsal') VIRTUAL,
  starts_at INTEGER GENERATED ALWAYS AS (state ->> '$.schedule.starts_at') VIRTUAL
) WITHOUT ROWID;
CREATE UNIQUE INDEX rooms_code ON rooms (code);
CREATE INDEX rooms_phase ON rooms (phase, starts_at);

CREATE TABLE posts (
  id TEXT PRIMARY KEY,
  room TEXT NOT NULL,
  number INTEGER NOT NULL,
  fate TEXT NOT NULL,
  step TEXT NOT NULL,
  public INTEGER NOT NULL,
  rank REAL NOT NULL,
  visitor TEXT,
  head TEXT NOT NULL,
  due_at INTEGER,
  votes INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX posts_number ON posts (room, number);
CREATE INDEX posts_votes ON posts (room, public, votes DESC, number);
CREATE INDEX posts_fate ON posts (room, fate, rank, number);
CREATE INDEX posts_public ON posts (room, public, fate);
CREATE INDEX posts_prepared ON posts (room, public, fate) WHERE state ->> '$.origin' IN ('prepared', 'host');
CREATE INDEX posts_visitor ON posts (visitor, room) WHERE visitor IS NOT NULL;
CREATE INDEX posts_head ON posts (head) WHERE head <> id;
CREATE INDEX posts_due ON posts (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE lines (
  room TEXT NOT NULL,
  number INTEGER NOT NULL,
  place REAL NOT NULL,
  post TEXT,
  state TEXT NOT NULL,
  PRIMARY KEY (room, number)
) WITHOUT ROWID;
CREATE INDEX lines_place ON lines (room, place);
CREATE INDEX lines_headings ON lines (room, place, number) WHERE state ->> '$.kind.type' = 'heading';
CREATE INDEX lines_post ON lines (post) WHERE post IS NOT NULL;

CREATE TABLE movers (
  room TEXT NOT NULL,
  visitor TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (room, visitor)
) WITHOUT ROWID;

CREATE TABLE units (id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE persons (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  login TEXT GENERATED ALWAYS AS (state ->> '$.login') VIRTUAL
) WITHOUT ROWID;
CREATE UNIQUE INDEX persons_login ON persons (login);
CREATE TABLE links (id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE idempotency (
  principal TEXT NOT NULL,
  key TEXT NOT NULL,
  request TEXT NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (principal, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_at ON idempotency (at);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_person ON sessions (person);
