//! From a key to an action and back: the only source of any key label on screen.
//!
//! Built from the action table and the config; conflicts are refused by name.
//! Must not know what an action does.

use super::action::{Action, Scope};
use super::key::Key;
use crate::domain::near::nearest;

/// The live bindings.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<(Scope, Key, Action)>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self { bindings: bindings(&[]).unwrap_or_default() }
    }
}

impl Keymap {
    /// The default bindings with those of the config in their place: an action that is named
    /// there has these keys alone.
    ///
    /// # Errors
    /// Names the unknown action or key, or the two actions that share one key.
    pub fn new(remapped: &[(String, Vec<String>)]) -> Result<Self, String> {
        let bindings = bindings(remapped)?;
        for (n, (scope, key, action)) in bindings.iter().enumerate() {
            for (other_scope, other_key, other) in &bindings[..n] {
                if key == other_key && overlap(*scope, *other_scope) && other != action {
                    return Err(format!(
                        "[keys]: {} is bound to both \"{}\" and \"{}\": give one of them another key",
                        key.label(),
                        other.id(),
                        action.id()
                    ));
                }
            }
        }
        Ok(Self { bindings })
    }

    /// The action of a key on a screen whose scopes are `scopes`, the narrowest first.
    pub fn action(&self, key: Key, scopes: &[Scope]) -> Option<Action> {
        let key = key.once();
        scopes
            .iter()
            .chain(&[Scope::Anywhere])
            .find_map(|scope| self.bindings.iter().find(|binding| binding.0 == *scope && binding.1 == key))
            .map(|binding| binding.2)
    }

    /// The keys of an action, the first one first.
    pub fn keys(&self, action: Action) -> impl Iterator<Item = Key> {
        self.bindings.iter().filter(move |binding| binding.2 == action).map(|binding| binding.1)
    }

    /// The label of an action's first key; empty where it has none.
    pub fn label(&self, action: Action) -> String {
        self.keys(action).next().map(Key::label).unwrap_or_default()
    }
}

/// Whether both scopes can hold at once, where neither is meant to come before the other.
/// The keys of Review and Listen come before the rest on their screens by design of the default table.
fn overlap(one: Scope, other: Scope) -> bool {
    let first = |scope| matches!(scope, Scope::Review | Scope::Listen);
    one == other || !(first(one) || first(other))
}

fn bindings(remapped: &[(String, Vec<String>)]) -> Result<Vec<(Scope, Key, Action)>, String> {
    for (id, _) in remapped {
        if Action::ALL.iter().all(|action| action.id() != id) {
            let hint = match nearest(Action::ALL.iter().map(|action| action.id()), id) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => "help lists them all".to_owned(),
            };
            return Err(format!("[keys]: there is no action \"{id}\"; {hint}"));
        }
    }
    let mut bindings = Vec::new();
    for &action in Action::ALL {
        let named = remapped.iter().find(|(id, _)| id == action.id());
        let words: Vec<&str> = match named {
            Some((_, words)) => words.iter().map(String::as_str).collect(),
            None => action.default_keys().to_vec(),
        };
        for word in words {
            let key: Key = word.parse().map_err(|error| format!("[keys] {}: {error}", action.id()))?;
            bindings.push((action.scope(), key, action));
        }
    }
    Ok(bindings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_bindings_do_not_conflict() {
        assert_eq!(Keymap::new(&[]).err(), None);
    }

    #[test]
    fn ids_are_unique() {
        for (n, action) in Action::ALL.iter().enumerate() {
            assert!(Action::ALL[..n].iter().all(|other| other.id() != action.id()), "{}", action.id());
        }
    }

    #[test]
    fn conflicts_and_unknown_names_are_refused_by_name() {
        let refuse =
            |id: &str, key: &str| Keymap::new(&[(id.to_owned(), vec![key.to_owned()])]).err().unwrap_or_default();
        let both = refuse("owe", "a");
        assert!(both.contains("\"log\"") && both.contains("\"owe\""), "{both}");
        assert_eq!(refuse("owes", "a"), "[keys]: there is no action \"owes\"; did you mean \"owe\"?");
        assert!(refuse("teleport", "a").contains("help lists them all"));
        assert!(refuse("owe", "hyper-x").contains("hyper-x"));
    }

    #[test]
    fn a_remapped_action_has_the_new_key_alone() {
        let keymap = Keymap::new(&[("owe".to_owned(), vec!["W".to_owned()])]).unwrap_or_default();
        assert_eq!(keymap.label(Action::Owe), "W");
        assert_eq!(keymap.action(Key::char('w'), &[Scope::Subjects]), None);
    }
}
