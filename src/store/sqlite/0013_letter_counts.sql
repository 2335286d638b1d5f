-- What letters count for, by the day of receipt and by its month, kept by differences as letters change: statistics cost
-- the same however many letters there are. A rebuild gives the same rows.
CREATE TABLE letter_counts (
  -- 'day', 'month'
  span TEXT NOT NULL,
  -- its first day
  first TEXT NOT NULL,
  -- the unit that answers, the matter; empty where there is none
  unit TEXT NOT NULL,
  matter TEXT NOT NULL,
  -- how the letter came
  origin TEXT NOT NULL,
  room TEXT NOT NULL,
  received INTEGER NOT NULL,
  valid INTEGER NOT NULL,
  screened_out INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  merged INTEGER NOT NULL,
  not_ours INTEGER NOT NULL,
  statutory_path INTEGER NOT NULL,
  already_handled INTEGER NOT NULL,
  unclear INTEGER NOT NULL,
  advertising INTEGER NOT NULL,
  handed_on INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  in_time INTEGER NOT NULL,
  late INTEGER NOT NULL,
  unit_in_time INTEGER NOT NULL,
  unit_late INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  extended INTEGER NOT NULL,
  paused INTEGER NOT NULL,
  redone INTEGER NOT NULL,
  published_whole INTEGER NOT NULL,
  published_outcome INTEGER NOT NULL,
  published_nothing INTEGER NOT NULL,
  rated INTEGER NOT NULL,
  very_satisfied INTEGER NOT NULL,
  satisfied_grade INTEGER NOT NULL,
  mostly_satisfied INTEGER NOT NULL,
  dissatisfied INTEGER NOT NULL,
  very_dissatisfied INTEGER NOT NULL,
  satisfied INTEGER NOT NULL,
  called_back INTEGER NOT NULL,
  timed INTEGER NOT NULL,
  days INTEGER NOT NULL,
  days_0 INTEGER NOT NULL,
  days_1 INTEGER NOT NULL,
  days_2 INTEGER NOT NULL,
  days_3 INTEGER NOT NULL,
  days_4 INTEGER NOT NULL,
  days_5 INTEGER NOT NULL,
  days_6_10 INTEGER NOT NULL,
  days_11_15 INTEGER NOT NULL,
  days_16_20 INTEGER NOT NULL,
  days_21_30 INTEGER NOT NULL,
  days_31_60 INTEGER NOT NULL,
  days_61 INTEGER NOT NULL,
  PRIMARY KEY (span, first, unit, matter, origin, room)
) STRICT, WITHOUT ROWID;
-- Rows of which nothing is left go with the next write.
CREATE INDEX letter_counts_empty ON letter_counts (span) WHERE received = 0;

-- The letters behind a figure are found by bits: one for each figure, in the order of the columns above.
ALTER TABLE cases ADD COLUMN day TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN matter TEXT;
ALTER TABLE cases ADD COLUMN origin TEXT NOT NULL DEFAULT 'web';
ALTER TABLE cases ADD COLUMN marks INTEGER NOT NULL DEFAULT 0;
-- The number of a letter of before where it comes from.
ALTER TABLE cases ADD COLUMN reference TEXT;
CREATE INDEX cases_day ON cases (day, post, marks);
CREATE INDEX cases_unit_day ON cases (unit, day, post, marks);
CREATE INDEX cases_matter_day ON cases (matter, day, post) WHERE matter IS NOT NULL;
CREATE INDEX cases_told ON cases (origin, day, post) WHERE origin <> 'web';
CREATE UNIQUE INDEX cases_reference ON cases (room, reference) WHERE reference IS NOT NULL;
-- Not answered, by the citizen's last day and by the day of receipt.
CREATE INDEX cases_unanswered ON cases (promised, day, unit, room, matter, origin) WHERE answered_at = 0 AND open = 1;
CREATE INDEX cases_oldest ON cases (day, post) WHERE answered_at = 0 AND open = 1;
-- What few letters have: a list of them never goes through the many.
CREATE INDEX cases_stopped ON cases (day, post, marks) WHERE marks & 28;
CREATE INDEX cases_ended ON cases (day, post, marks) WHERE marks & 2016;
CREATE INDEX cases_late ON cases (day, post, marks) WHERE marks & 40960;
CREATE INDEX cases_moved ON cases (day, post, marks) WHERE marks & 1074724864;
CREATE INDEX cases_withheld ON cases (day, post, marks) WHERE marks & 6291456;
CREATE INDEX cases_rated ON cases (day, post, marks) WHERE marks & 1065353216;
CREATE INDEX cases_slow ON cases (day, post, marks) WHERE marks & 34634616274944;
