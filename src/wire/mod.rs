//! What it is: shapes that cross the wire: problems with their status, signed names.
//! What it never does: choose words, read a socket, know a route.
//! Who calls it: the doors for answers, `auth` for keys; the roof loads the keys.
//! Where its tests are: `tests/door/`.

pub mod keys;
pub mod problem;
