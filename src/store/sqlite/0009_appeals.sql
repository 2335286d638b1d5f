-- The ledger counts appeals of a room without reading all its posts.
CREATE INDEX posts_appealed ON posts (room) WHERE state ->> '$.appeal' IS NOT NULL;
