-- What a room has received is kept in its folded header; readers counted posts before.
UPDATE rooms SET state = json_set(state,
  '$.tally', (SELECT json_object(
      'received', coalesce(sum(own), 0), 'public', coalesce(sum(own AND shown), 0),
      'answered', coalesce(sum(own AND shown AND fate = 'answered'), 0), 'prepared', coalesce(sum(NOT own AND shown), 0))
    FROM (SELECT fate, public AND fate <> 'merged' AS shown, state ->> '$.origin' NOT IN ('prepared', 'host') AS own
          FROM posts WHERE posts.room = rooms.id)),
  '$.votes', (SELECT count(*) FROM posts JOIN votes ON votes.post = posts.id WHERE posts.room = rooms.id),
  '$.earlier', (SELECT json_group_array(about) FROM (
      SELECT body ->> '$.event.about.id' AS about FROM entries WHERE entries.room = rooms.id AND entries.post IS NULL
       AND body ->> '$.event.about.id' IS NOT NULL ORDER BY staff_at)
    WHERE about <> rooms.state ->> '$.about.id'));
DROP INDEX posts_prepared;
DROP INDEX posts_public;
