//! Wenzheng: officials answer the public, live and by letter. `docs/ARCHITECTURE.md` has the map.

pub mod auth;
pub mod desk;
pub mod jobs;
pub mod kernel;
pub mod store;
pub mod views;
pub mod wire;
