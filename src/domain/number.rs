//! Numbers in sentences: small ones as words, each with its noun.
//!
//! Must not know what is counted.

const WORDS: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// "three", "twelve", "13"; zero is "no".
pub fn spelled(n: u32) -> String {
    WORDS.get(n as usize).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// "one reply", "two replies", "30 replies".
pub fn counted(n: u32, one: &str, many: &str) -> String {
    format!("{} {}", spelled(n), if n == 1 { one } else { many })
}

/// "once", "twice", "five times".
pub fn times(n: u32) -> String {
    match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{} times", spelled(n)),
    }
}

/// "once more", "twice more", "five more times".
pub fn more_times(n: u32) -> String {
    match n {
        1 | 2 => format!("{} more", times(n)),
        _ => format!("{} more times", spelled(n)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_words_and_large_ones_digits() {
        assert_eq!([0, 1, 12, 13].map(spelled), ["no", "one", "twelve", "13"]);
        assert_eq!([0, 1, 2].map(|n| counted(n, "day", "days")), ["no days", "one day", "two days"]);
        assert_eq!([1, 2, 3, 20].map(times), ["once", "twice", "three times", "20 times"]);
        assert_eq!([1, 2, 3].map(more_times), ["once more", "twice more", "three more times"]);
    }
}
