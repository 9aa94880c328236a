//! The command line of a change: what a script would run for the same.
//!
//! Owns how names and numbers are written there. Must not know how they are read.

use crate::domain::change::Change;
use crate::domain::commitment_words;
use crate::domain::community::State;

/// The command line that makes `change` about `name`; empty where no single one does, or where
/// it stands on no screen that prints it.
pub fn line(change: &Change, name: &str) -> String {
    let who = quoted(name);
    match change {
        Change::Revive(id) => format!("rounds revive {who} {}", id.0),
        Change::LetBe(id) => format!("rounds pass {who} {} --let-be", id.0),
        Change::Snooze(_, until) => format!("rounds snooze {who} {until}"),
        Change::SetCadence(_, Some(days)) => format!("rounds edit {who} --cadence {days}"),
        Change::SetCadence(_, None) => format!("rounds edit {who} --cadence none"),
        Change::SetStage(_, stage, _) => format!("rounds edit {who} --stage {stage}"),
        Change::SetRung(_, rung, _) => format!("rounds edit {who} --rung {rung}"),
        Change::SaveCommunity(_, fields) if fields.state == State::Parked => {
            format!("rounds edit {} --state parked", quoted(&fields.name))
        }
        Change::Batch(_, changes) => match changes.as_slice() {
            [only] => line(only, name),
            _ => String::new(),
        },
        Change::ChangeCommitment(id, spec) => {
            format!("rounds commit change {} {}", id.0, quoted(&commitment_words::print(spec)))
        }
        _ => String::new(),
    }
}

/// A word as a shell takes it: in quotes where it is more than letters and digits.
fn quoted(text: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '@' | '/' | ':');
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::commitment::{CommitmentSpec, Measure, Rule};
    use crate::domain::community::{CommunityFields, StepHow};
    use crate::domain::contact::Stage;
    use crate::domain::ids::{CommitmentId, CommunityId, ContactId, OwedId, Subject};
    use crate::domain::time::Day;

    #[test]
    fn each_change_of_the_review_reads_as_one_command() {
        let ada = Subject::Contact(ContactId(3));
        let Some(friday) = Day::new(2026, 9, 25) else { panic!("a day") };
        let parked = CommunityFields { name: "Nix".to_owned(), state: State::Parked, ..CommunityFields::default() };
        let four = CommitmentSpec { measure: Measure::Blocks { minutes: 30 }, rule: Rule::Weekly(4) };
        let table = [
            (Change::Revive(OwedId(8)), "rounds revive 'Ada Lindqvist' 8"),
            (Change::LetBe(OwedId(8)), "rounds pass 'Ada Lindqvist' 8 --let-be"),
            (Change::Snooze(ada, friday), "rounds snooze 'Ada Lindqvist' 2026-09-25"),
            (Change::SetCadence(ada, Some(60)), "rounds edit 'Ada Lindqvist' --cadence 60"),
            (Change::SetCadence(ada, None), "rounds edit 'Ada Lindqvist' --cadence none"),
            (
                Change::SetStage(ContactId(3), Stage::Known, StepHow::Earned),
                "rounds edit 'Ada Lindqvist' --stage known",
            ),
            (Change::SetRung(CommunityId(2), 5, StepHow::Earned), "rounds edit 'Ada Lindqvist' --rung 5"),
            (Change::SaveCommunity(CommunityId(2), parked), "rounds edit Nix --state parked"),
            (Change::ChangeCommitment(CommitmentId(1), four), "rounds commit change 1 '4 blocks of 30 min a week'"),
            (Change::Look, ""),
        ];
        for (change, expected) in table {
            assert_eq!(line(&change, "Ada Lindqvist"), expected, "{change:?}");
        }
    }

    #[test]
    fn a_name_is_one_word_for_a_shell() {
        let table = [
            ("Ada", "Ada"),
            ("@ada@social.example", "@ada@social.example"),
            ("Tomás", "Tomás"),
            ("Ada's Forum", r"'Ada'\''s Forum'"),
            ("$(rm)", "'$(rm)'"),
            ("-x", "'-x'"),
            ("", "''"),
        ];
        for (name, expected) in table {
            assert_eq!(quoted(name), expected, "{name}");
        }
    }
}
