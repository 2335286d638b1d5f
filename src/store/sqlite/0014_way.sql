-- What happened to one post is read alone: its way, its erasure. A mailbox has very many entries of other posts.
CREATE INDEX entries_of_post ON entries (post, staff_at) WHERE post IS NOT NULL;
