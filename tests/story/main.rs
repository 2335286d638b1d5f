//! Stories: what happens in the house, told at its boundary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod bench;
mod blocks;
mod crew;
mod house;
mod interview;
mod pages;
mod races;
mod survival;
mod unseen;
