-- The line that marks the end of a session is known to its room.
UPDATE rooms SET state = json_set(state, '$.closing', closing.number)
 FROM (SELECT room, max(number) AS number FROM lines
       WHERE state ->> '$.kind.type' = 'notice' AND state ->> '$.kind.occasion' = 'closed' GROUP BY room) AS closing
 WHERE closing.room = rooms.id;
