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
mod verify;

pub use backup::{TakenText, copy_database, files_in, taken_in};
pub use open::{Db, OpenOptions};
pub use scrub::{Flaw, Proof, Reading};
pub use search::SearchDb;
pub use verify::{Verified, verify};
