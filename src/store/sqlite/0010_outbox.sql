-- What is to leave the house: a row says what about which entry, and holds no word, address or number of anybody.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  door TEXT NOT NULL,
  target TEXT NOT NULL,
  room TEXT NOT NULL,
  staff_at INTEGER NOT NULL,
  post TEXT NOT NULL,
  what TEXT NOT NULL,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  done_at INTEGER,
  error TEXT,
  receipt TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX outbox_once ON outbox (door, target, room, staff_at, post);
CREATE INDEX outbox_waiting ON outbox (door, target, next_at) WHERE state = 'waiting';
CREATE INDEX outbox_post ON outbox (post, door, what);
-- Speech is many lines and one answer.
CREATE UNIQUE INDEX outbox_aloud ON outbox (door, target, post) WHERE what = 'answered_aloud';
CREATE INDEX outbox_state ON outbox (state, id);
CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL;

-- Authors who can be told and came by no browser are forgotten in time like the others.
CREATE INDEX posts_reachable ON posts (room) WHERE state ->> '$.reachable' = 1;

-- How far each journal was read for that. What happened before this version is told to nobody.
CREATE TABLE notice_cursors (room TEXT PRIMARY KEY, staff_at INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO notice_cursors SELECT id, state ->> '$.staff_at' FROM rooms;
