//! The laws of `docs/ARCHITECTURE.md` that a machine can hold. Each file is one law: a small table,
//! a check over the tree that returns its faults, and bad examples that show that the check bites.
//! A package of its own, so that it runs in seconds and even while the server does not compile.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

#[cfg(test)]
mod bans;
#[cfg(test)]
mod dead;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod floors;
#[cfg(test)]
mod heads;
#[cfg(test)]
mod kinds;
#[cfg(test)]
mod length;
#[cfg(test)]
mod lock;
#[cfg(test)]
mod names;
#[cfg(test)]
mod top;
#[cfg(test)]
mod tree;
#[cfg(test)]
mod words;
