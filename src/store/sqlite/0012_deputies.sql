-- Whoever named a deputy: every command of staff asks for them, and they are few among many.
CREATE INDEX persons_absent ON persons (id) WHERE state ->> '$.deputies' IS NOT NULL;
