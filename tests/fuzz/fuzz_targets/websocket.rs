//! Any bytes from a client: read in any pieces they mean the same, and the same as to the oracle.
#![no_main]

#[path = "../../wire/checks.rs"]
mod checks;
#[path = "../../wire/oracle.rs"]
mod oracle;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check(bytes));
