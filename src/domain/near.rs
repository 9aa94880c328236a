//! The nearest word: what was meant by one that is a few letters off.
//!
//! Must not know what the words are for.

/// Letters to change, add or leave out to turn one word into the other, if at most `most`.
pub fn steps(one: &str, other: &str, most: usize) -> Option<usize> {
    let other: Vec<char> = other.chars().collect();
    if one.chars().count().abs_diff(other.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, wanted) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *wanted);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().filter(|steps| *steps <= most)
}

/// The word that was most likely meant: a few letters off; none where nothing is near.
pub fn nearest<'w>(words: impl IntoIterator<Item = &'w str>, typed: &str) -> Option<&'w str> {
    let typed = typed.trim().to_lowercase();
    let most = 1 + typed.chars().count() / 4;
    let near = words.into_iter().filter_map(|word| Some((steps(&word.to_lowercase(), &typed, most)?, word)));
    near.min_by_key(|(steps, _)| *steps).map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_letters_off_is_near() {
        let words = ["tiers", "theme", "weights", "week_start"];
        for (typed, meant) in [
            ("teirs", Some("tiers")),
            ("Tier", Some("tiers")),
            ("wek_start", Some("week_start")),
            ("weekstart", Some("week_start")),
            ("weigths", Some("weights")),
            ("colours", None),
            ("", None),
        ] {
            assert_eq!(nearest(words, typed), meant, "{typed}");
        }
    }

    #[test]
    fn letters_are_counted_up_to_a_bound() {
        for (one, other, most, counted) in
            [("ada", "ada", 0, Some(0)), ("ada", "adda", 1, Some(1)), ("ada", "ben", 2, None), ("", "ab", 2, Some(2))]
        {
            assert_eq!(steps(one, other, most), counted, "{one} {other}");
        }
    }
}
