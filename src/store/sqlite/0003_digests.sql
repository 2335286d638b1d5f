-- Every entry is chained to the one before it, every vote carries a check number (`kernel::chain`). Rows of before
-- are filled in at the next start, a page at a time; the indexes are empty from then on.
ALTER TABLE entries ADD COLUMN digest TEXT;
CREATE INDEX entries_unchained ON entries (room, staff_at) WHERE digest IS NULL;
ALTER TABLE votes ADD COLUMN digest INTEGER;
CREATE INDEX votes_unchecked ON votes (post, visitor) WHERE digest IS NULL;
