//! What it is: opening the embedded database: folder, lock, pragmas, migrations, backup.
//! What it never does: read or write rows of rooms.
//! Who calls it: the roof, once at start; `store` for its pools.
//! Where its tests are: `tests/durability/`.

mod backup;
mod digests;
mod open;
mod rebuild;
mod scrub;
mod search;
mod search_read;
mod search_write;

pub use backup::{copy_database, files_in};
pub use open::{Db, OpenOptions};
pub use scrub::Flaw;
pub use search::SearchDb;
