//! People as Markdown, to be read: who they are to you, and what was done, the newest first.
//!
//! Must not know where people and acts come from.

use crate::domain::contact::{Contact, DatedSort};
use crate::domain::kind::{Direction, Kinds};
use crate::domain::markdown::escaped;
use crate::domain::outgoing::OutgoingAct;
use crate::domain::text::is_unsafe;
use crate::domain::time::Day;

/// Somebody, under a heading of this depth.
pub fn person(contact: &Contact, depth: usize) -> String {
    let fields = &contact.fields;
    let mut text = format!("{} {}\n", "#".repeat(depth), line(&fields.name));
    let mut facts: Vec<(&str, String)> = Vec::new();
    let mut closeness: Vec<String> = Vec::new();
    closeness.extend(fields.tier.map(|tier| tier.to_string()));
    closeness.extend(fields.cadence.map(|days| format!("every {days} days")));
    closeness.extend(fields.style.map(|style| style.to_string()));
    closeness.extend(fields.stage.map(|stage| stage.to_string()));
    closeness.extend(fields.reach.map(|reach| reach.to_string()));
    closeness.extend(contact.archived.then(|| "in the archive".to_owned()));
    facts.push(("", closeness.join(", ")));
    for (label, said) in [
        ("Why", &fields.why),
        ("Offer", &fields.offer),
        ("Hope", &fields.hope),
        ("Organisation", &fields.organisation),
        ("Town", &fields.town),
        ("Mail", &fields.mail),
    ] {
        facts.push((label, line(said)));
    }
    let handles = contact.handles.iter().map(|handle| {
        let name = format!("{} {}", line(&handle.platform), line(&handle.name));
        if handle.link.is_empty() { name } else { format!("{name} <{}>", address(&handle.link)) }
    });
    facts.push(("Found at", handles.collect::<Vec<_>>().join("; ")));
    facts.push(("Tags", line(&fields.tags.join(", "))));
    facts.push(("Topics", line(&fields.topics.join(", "))));
    for dated in &contact.dated {
        let what = match dated.sort {
            DatedSort::Birthday => "Birthday".to_owned(),
            DatedSort::Yearly => format!("Every year, {}", line(&dated.text)),
            DatedSort::Step => format!("Next step, {}", line(&dated.text)),
        };
        facts.push(("", format!("{what}: {}", line(&dated.day))));
    }
    let mut listed = facts.into_iter().filter(|(_, said)| !said.is_empty()).peekable();
    if listed.peek().is_some() {
        text.push('\n');
    }
    for (label, said) in listed {
        text.push_str("- ");
        if !label.is_empty() {
            text.push_str(label);
            text.push_str(": ");
        }
        text.push_str(&said);
        text.push('\n');
    }
    let notes: Vec<String> = fields.notes.lines().map(line).collect();
    if !notes.is_empty() {
        text.push('\n');
        for note in notes {
            // each line of a note stays one
            text.push_str(note.trim());
            text.push_str(if note.trim().is_empty() { "\n" } else { "\\\n" });
        }
        text.truncate(text.trim_end_matches(['\\', '\n']).len());
        text.push('\n');
    }
    text
}

/// An act with somebody, as a line of a list.
pub fn act(act: &OutgoingAct, kinds: &Kinds) -> String {
    let kind = kinds.find(act.direction, &act.kind).map_or(act.kind.as_str(), |kind| kind.label);
    let who = if act.direction == Direction::Out { "you" } else { "they" };
    let mut text = format!("- {} {who} {}", act.day, line(kind));
    if act.count > 1 {
        text.extend([", ", &act.count.to_string(), " times"]);
    }
    if !act.community.is_empty() {
        text.extend([", in ", &line(&act.community)]);
    }
    if !act.note.is_empty() {
        text.extend([": ", &line(&act.note)]);
    }
    if !act.link.is_empty() {
        text.extend([" <", &address(&act.link), ">"]);
    }
    text.push('\n');
    text
}

/// The head of everybody.
pub fn head(day: Day) -> String {
    format!("# People\n\nAs of {day}.\n")
}

fn line(text: &str) -> String {
    let clean: String = text.chars().filter(|c| *c == '\n' || !is_unsafe(*c)).collect();
    escaped(&clean)
}

/// A link between angle brackets.
fn address(link: &str) -> String {
    link.chars().filter(|c| !c.is_whitespace() && !is_unsafe(*c) && !matches!(c, '<' | '>')).collect()
}

#[cfg(test)]
mod tests {
    use super::super::cards::tests::ada;
    use super::*;

    #[test]
    fn somebody_reads_as_markdown() {
        assert_eq!(
            person(&ada(), 2),
            "## Ada Lindqvist; the \"fast\" one\n\n\
             - Why: runs the Rust forum\n\
             - Organisation: Kelp, Sons\n\
             - Town: Malmö\n\
             - Mail: ada@mail.example\n\
             - Found at: mastodon @ada@social.example <https://social.example/@ada>; mail ada@work.example \
             <mailto:ada@work.example>; web ada.example/blog <https://ada.example/blog>; slack Ada: the \"A\"; \
             matrix @ada:chat.example <https://matrix.to/#/@ada:chat.example>\n\
             - Tags: rust, musl, static\n\
             - Topics: packaging\n\
             - Birthday: --02-29\n\
             - Every year, joined the forum: 2019-05-01\n\
             - Next step, agree a day: 2026-10-01\n\n\
             Likes short answers.\\\nNever on Mondays; ask, then wait \\\\ listen. Grüße aus dem Süden, überall und für länger\n"
        );
    }

    #[test]
    fn an_act_is_a_line() {
        let Some(day) = Day::new(2026, 9, 19) else { panic!("a day") };
        let said = OutgoingAct {
            uid: "a-1".to_owned(),
            day,
            at: None,
            offset: 0,
            direction: Direction::In,
            kind: "asked".to_owned(),
            person_uid: String::new(),
            person: "Ada".to_owned(),
            community: "The #1 forum".to_owned(),
            platform: String::new(),
            count: 2,
            note: "does it\nrun on *musl*?".to_owned(),
            link: "https://forum.example/t/7".to_owned(),
            minutes: None,
        };
        assert_eq!(
            act(&said, &Kinds::default()),
            "- 2026-09-19 they asked, 2 times, in The \\#1 forum: does it run on \\*musl\\*? <https://forum.example/t/7>\n"
        );
    }
}
