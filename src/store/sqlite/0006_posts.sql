-- A post is written with six indexes. With rows by number those hold a small number for each post, not its id again.
CREATE TABLE posts_by_row (
  id TEXT NOT NULL PRIMARY KEY,
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
);
INSERT INTO posts_by_row (id, room, number, fate, step, public, rank, visitor, head, due_at, votes, state)
 SELECT id, room, number, fate, step, public, rank, visitor, head, due_at, votes, state FROM posts ORDER BY room, number;
DROP TABLE posts;
ALTER TABLE posts_by_row RENAME TO posts;
CREATE UNIQUE INDEX posts_number ON posts (room, number);
CREATE INDEX posts_votes ON posts (room, public, votes DESC, number);
CREATE INDEX posts_fate ON posts (room, fate, rank, number);
CREATE INDEX posts_visitor ON posts (visitor, room) WHERE visitor IS NOT NULL;
CREATE INDEX posts_head ON posts (head) WHERE head <> id;
CREATE INDEX posts_due ON posts (due_at) WHERE due_at IS NOT NULL;
