-- What waits for a moderator is little among much that is over: it is counted and listed by indexes of its own.
CREATE INDEX posts_waiting ON posts (room, number)
 WHERE step = 'screen' AND fate IN ('received', 'listed') AND due_at IS NULL;
CREATE INDEX posts_held ON posts (room, number) WHERE fate = 'held' AND due_at IS NULL;
