//! What may stand in the SQL of the program: no query of the store reads a history whole.
//! Must not know where files lie.

/// Whether a string is SQL, by the shape of its statement.
pub(crate) fn is_sql(text: &str) -> bool {
    let words = words(text);
    let has = |first: &str, then: &str| {
        let at = words.iter().position(|word| word == first);
        at.is_some_and(|at| then.is_empty() || words[at + 1..].iter().any(|word| word == then))
    };
    let begins = words.first().map_or("", String::as_str);
    has("SELECT", "FROM")
        || has("INSERT", "INTO")
        || has("DELETE", "FROM")
        || has("UPDATE", "SET")
        || begins == "PRAGMA"
}

/// Why a string reads more than it may, if it does: it holds a `SELECT … FROM` without a
/// `LIMIT`, without a bound value and without folding its rows into one. A comment
/// `-- whole: why` in the SQL says that the table is small or that all of it is meant.
pub(crate) fn unbounded(text: &str) -> Option<String> {
    let words = words(text);
    let query =
        words.iter().position(|word| word == "SELECT").is_some_and(|at| words[at..].iter().any(|w| w == "FROM"));
    if !query {
        return None;
    }
    let marked = text.lines().filter_map(|line| line.split_once("-- whole:")).any(|(_, why)| why.trim().len() > 3);
    let limited = words.iter().any(|word| word == "LIMIT");
    let bound = text.char_indices().any(|(at, sign)| match sign {
        '?' => true,
        // `:name` and `@name`, but not the `::` of a path or a time of day
        ':' | '@' => {
            !text[..at].ends_with(|c: char| c == ':' || c.is_alphanumeric())
                && text[at + 1..].starts_with(|c: char| c.is_alphabetic())
        }
        _ => false,
    });
    let folded = !words.iter().any(|word| word == "GROUP")
        && words.iter().any(|word| matches!(word.as_str(), "COUNT" | "SUM" | "MIN" | "MAX" | "TOTAL" | "EXISTS"));
    // the shape of the database is no history
    let schema = words.iter().any(|word| word.starts_with("SQLITE_") || word.starts_with("PRAGMA_"));
    if marked || limited || bound || folded || schema {
        return None;
    }
    let start: String = text.split_whitespace().take(12).collect::<Vec<_>>().join(" ");
    Some(format!("\"{start} …\" has no LIMIT and no bound subject"))
}

/// Words in capitals, without SQL comments.
fn words(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.split("--").next().unwrap_or_default())
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_is_told_from_prose() {
        for sql in ["SELECT id FROM act", "select 1 from x", "INSERT INTO act VALUES (1)", "PRAGMA user_version"] {
            assert!(is_sql(sql), "{sql}");
        }
        for prose in ["select one", "update the note", "from Ada", "the first pragma", "delete"] {
            assert!(!is_sql(prose), "{prose}");
        }
    }

    #[test]
    fn a_query_needs_a_limit_or_a_subject() {
        for fine in [
            "SELECT * FROM act WHERE contact = ?1",
            "SELECT * FROM act WHERE contact = :contact",
            "SELECT * FROM act ORDER BY at LIMIT 500",
            "SELECT count(*) FROM act",
            "SELECT EXISTS (SELECT 1 FROM act)",
            "SELECT * FROM community -- whole: communities are few",
            "SELECT name FROM sqlite_schema",
            "SELECT changes()",
            "UPDATE act SET note = ''",
        ] {
            assert_eq!(unbounded(fine), None, "{fine}");
        }
        for too_much in [
            "SELECT * FROM act",
            "SELECT contact, count(*) FROM act GROUP BY contact",
            "INSERT INTO tally SELECT day, kind FROM act",
            "SELECT * FROM act -- whole:",
            "SELECT * FROM act -- LIMIT 5",
            "SELECT strftime('10:30') FROM act",
        ] {
            assert!(unbounded(too_much).is_some(), "{too_much}");
        }
    }
}
