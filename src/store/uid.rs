//! Stable ids across machines: UUIDv7 made from `Now`, a seed and a counter, and
//! UUIDv5 of a natural key where two machines may make the same row.
//!
//! Must not read the clock.

use std::hash::{BuildHasher, Hasher};

use uuid::{Builder, Uuid};

use crate::domain::time::Instant;

/// The namespace of all natural keys; any fixed value does.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f1d_6c1e_9f0b_4b0e_8a53_7275_6e64_7301);

/// Rows that one operation is expected to make at most.
const ROWS: u32 = 1 << 10;

/// Makes ids for one process.
#[derive(Debug, Clone)]
pub(super) struct Uids {
    seed: u64,
    counter: u32,
}

impl Uids {
    /// `seed` fixes the random part; without one it differs for each process. The counter starts at
    /// the number of operations, with room for the rows of each, so that one millisecond and one
    /// seed make no id twice.
    pub(super) fn new(seed: Option<u64>, operations: u32) -> Self {
        let random = || std::collections::hash_map::RandomState::new().build_hasher().finish();
        Self { seed: seed.unwrap_or_else(random), counter: operations.wrapping_mul(ROWS) }
    }

    /// The next id at `at`.
    pub(super) fn next(&mut self, at: Instant) -> String {
        self.counter = self.counter.wrapping_add(1);
        let mut random = [0_u8; 10];
        // the counter comes first, so that ids of one process and millisecond sort in order
        random[1..5].copy_from_slice(&self.counter.to_be_bytes());
        random[5..].copy_from_slice(&self.seed.to_be_bytes()[3..]);
        Builder::from_unix_timestamp_millis(at.0.max(0).unsigned_abs(), &random).into_uuid().to_string()
    }

    /// The id of a natural key: the same on every machine.
    pub(super) fn natural(parts: &[&str]) -> String {
        Uuid::new_v5(&NAMESPACE, parts.join("\u{1f}").as_bytes()).to_string()
    }
}
