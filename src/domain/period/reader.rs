//! What was done between two days, read forwards from sorted amounts.
//!
//! Owns how minutes of a day turn into blocks. Must not know periods or rest.

use crate::domain::commitment::Measure;
use crate::domain::time::Day;

/// Whole blocks in a day's minutes: ⌊(m + M⁄3) ÷ M⌋, so that 20 of 30 are one and 50 are two.
pub(super) fn blocks(day_minutes: u32, block_minutes: u32) -> u32 {
    let (day, block) = (u64::from(day_minutes), u64::from(block_minutes.max(1)));
    ((3 * day + block) / (3 * block)) as u32
}

/// Reads amounts forwards; a later question never asks for an earlier day.
#[derive(Debug, Clone)]
pub(super) struct Reader<'a> {
    seen: Day,
    amounts: &'a [(Day, u32)],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Reads nothing after `seen`.
    pub(super) fn new(seen: Day) -> Self {
        Self { seen, amounts: &[], at: 0 }
    }

    /// What was done from `first` to `last` by these amounts, in the unit of the measure.
    pub(super) fn units(&mut self, amounts: &'a [(Day, u32)], measure: &Measure, first: Day, last: Day) -> u32 {
        if !std::ptr::eq(self.amounts, amounts) {
            self.amounts = amounts;
            self.at = amounts.partition_point(|(day, _)| *day < first);
        }
        let last = last.min(self.seen);
        let mut sum = 0_u32;
        while let Some((day, amount)) = self.amounts.get(self.at)
            && *day <= last
        {
            if *day >= first {
                sum = sum.saturating_add(match measure {
                    Measure::Blocks { minutes } => blocks(*amount, *minutes),
                    Measure::Minutes | Measure::Acts { .. } => *amount,
                });
            }
            self.at += 1;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_thirds_of_a_block_are_one() {
        let table =
            [(30, 0, 0), (30, 19, 0), (30, 20, 1), (30, 30, 1), (30, 49, 1), (30, 50, 2), (30, 80, 3), (1, 1, 1)];
        for (block, minutes, expected) in table {
            assert_eq!(blocks(minutes, block), expected, "{minutes} of {block}");
        }
        assert_eq!(blocks(10, 0), 10, "a block of no minutes counts as one minute");
        assert_eq!((blocks(13, 20), blocks(14, 20)), (0, 1), "a third that is no whole number");
    }
}
