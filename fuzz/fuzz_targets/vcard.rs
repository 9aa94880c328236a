//! Any bytes at the reader of the same name; what has to hold of it stands in `readers.rs`.

#![no_main]

#[path = "../readers.rs"]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::vcard(bytes));
