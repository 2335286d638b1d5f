//! What it is: who somebody is: passwords, staff sessions, query codes of receipts.
//! What it never does: decide what they may do; that is read inside each decision.
//! Who calls it: doors, before they submit a command or show something private.
//! Where its tests are: `tests/story/` and `tests/door/`.

mod caller;
pub mod code;
pub mod factor;
mod guesses;
mod idle;
mod password;
mod session;

pub use caller::Caller;
pub use password::{check_password, hash_password};
pub use session::{Auth, StaffUser, sha256};
