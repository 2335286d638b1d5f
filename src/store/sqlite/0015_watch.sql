-- Who was reminded last that a stage is due: 0 for nobody.
ALTER TABLE cases ADD COLUMN reminded INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_reminded ON cases (reminded, due) WHERE open = 1 AND step IN ('route', 'take', 'handle', 'approve');
-- Lists of supervisors and of units that owe a word.
CREATE TABLE watched (
  list TEXT NOT NULL,
  post TEXT NOT NULL,
  room TEXT NOT NULL,
  unit TEXT,
  due TEXT NOT NULL,
  PRIMARY KEY (list, post)
) STRICT, WITHOUT ROWID;
CREATE INDEX watched_post ON watched (post);
CREATE INDEX watched_of_room ON watched (list, room, due, post);
CREATE INDEX watched_of_unit ON watched (list, unit, due, post);
-- Since when a letter is over whose author is still known: what belongs to authors alone is forgotten in time.
ALTER TABLE cases ADD COLUMN over_since INTEGER;
CREATE INDEX cases_over ON cases (room, over_since) WHERE over_since IS NOT NULL;
