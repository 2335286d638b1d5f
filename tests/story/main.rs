//! Stories: what happens in the house, told at its boundary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod archive;
mod bench;
mod blocks;
mod calendar;
mod crew;
mod desk;
mod hostile;
mod house;
mod idle;
mod import;
mod interview;
mod ledger;
mod live;
mod naming;
mod news;
mod office;
mod older;
mod order;
mod pages;
mod places;
mod races;
mod reader;
mod record;
mod rehearsal;
mod rulebook;
mod second;
mod sentences;
mod shelf;
mod site;
mod statistics;
mod strangers;
mod survival;
mod unseen;
mod video;
mod window;
