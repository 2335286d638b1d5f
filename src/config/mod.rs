//! What it is: the settings of an installation, from file, environment and flags.
//! What it never does: read anything after the start, or know what the settings are for.
//! Who calls it: `cli` and `app`; nobody below the roof.
//! Where its tests are: `tests/door/config.rs`.

mod describe;
pub mod keys;
mod load;
mod settings;

pub use describe::defaults_toml;
pub use load::load;
pub use settings::{Config, LogFormat};
