//! Points: parts of one as exact fractions, and weights that turn them into tenths.
//!
//! Owns the rounding of attention: everything is whole numbers, so that printed
//! terms always add up. Must not know what is weighed.

use std::cmp::Ordering;

/// A part of one, 0 to 1, as a fraction of whole numbers.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    of: i64,
    whole: i64,
}

impl Part {
    /// Nothing.
    pub const ZERO: Self = Self { of: 0, whole: 1 };
    /// A half.
    pub const HALF: Self = Self { of: 1, whole: 2 };
    /// All of it.
    pub const ONE: Self = Self { of: 1, whole: 1 };

    /// `of ÷ whole`, kept between 0 and 1; a `whole` below 1 reads as 1.
    pub fn new(of: i64, whole: i64) -> Self {
        let whole = whole.max(1);
        Self { of: of.clamp(0, whole), whole }
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.of == 0
    }
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Part {}

impl PartialOrd for Part {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Part {
    fn cmp(&self, other: &Self) -> Ordering {
        (i128::from(self.of) * i128::from(other.whole)).cmp(&(i128::from(other.of) * i128::from(self.whole)))
    }
}

/// A weight in thousandths of a point; negative ones draw back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight(i64);

impl Weight {
    /// The weight of so many points, to the nearest thousandth, ±1 000 000 at most.
    pub fn new(points: f64) -> Self {
        Self((points.clamp(-1e6, 1e6) * 1000.0).round() as i64)
    }

    /// Tenths of a point that `part` of this weight gives, half a tenth rounded up.
    pub fn tenths(self, part: Part) -> i32 {
        // ⌊x + ½⌋ with x = weight × of ÷ (whole × 100); what has room is not widened: thousands are counted for one list
        if let (Ok(of), Ok(whole)) = (i32::try_from(part.of), i32::try_from(part.whole)) {
            let (over, under) = (self.0 * i64::from(of), i64::from(whole) * 100);
            return (2 * over + under).div_euclid(2 * under) as i32;
        }
        let (over, under) = (i128::from(self.0) * i128::from(part.of), i128::from(part.whole) * 100);
        (2 * over + under).div_euclid(2 * under) as i32
    }
}

/// Tenths as they are printed: `4`, `3.5`, `−0.5`.
pub fn printed(tenths: i32) -> String {
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let sign = if tenths < 0 { "−" } else { "" };
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tenths_round_half_up() {
        for (weight, of, whole, want) in [
            (10.0, 1, 2, 50),
            (7.0, 1, 2, 35),
            (7.0, 2, 3, 47),
            (8.0, 1, 3, 27),
            (1.5, 1, 1, 15),
            (0.5, 1, 10, 1),
            (-0.5, 1, 10, 0),
            (-4.0, 1, 1, -40),
            (4.0, 1, 7, 6),
            (4.0, 0, 7, 0),
            (f64::NAN, 1, 1, 0),
        ] {
            assert_eq!(Weight::new(weight).tenths(Part::new(of, whole)), want, "{weight} × {of}/{whole}");
        }
    }

    #[test]
    fn large_parts_are_counted_like_small_ones() {
        let weight = Weight::new(1e6);
        for (of, whole) in [(1, 3), (2, 3), (3, 3), (0, 7), (5, 7)] {
            let large = Part::new(of << 40, whole << 40);
            assert_eq!(weight.tenths(large), weight.tenths(Part::new(of, whole)), "{of}/{whole}");
        }
    }

    #[test]
    fn points_are_printed_short() {
        for (tenths, want) in [(0, "0"), (40, "4"), (35, "3.5"), (-100, "−10"), (-5, "−0.5"), (121, "12.1")] {
            assert_eq!(printed(tenths), want);
        }
    }

    proptest! {
        #[test]
        fn more_of_a_weight_is_never_less(weight in 0.0..20.0f64, a in 0..50i64, b in 0..50i64, whole in 1..50i64) {
            let (a, b) = (Part::new(a, whole), Part::new(b, whole));
            let weight = Weight::new(weight);
            prop_assert_eq!(weight.tenths(a).cmp(&weight.tenths(b)) == Ordering::Less && a >= b, false);
        }
    }
}
