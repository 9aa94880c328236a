//! Typing into a form: fields, choices by arrows or letters, `Enter` writes.

use crate::app::effect::Effect;
use crate::app::field::Field;
use crate::app::form::Form;
use crate::app::forms;
use crate::app::key::{Code, Key};
use crate::app::reply::{Env, Reply};

/// Reads a key.
pub fn key(form: &mut Form, key: Key, env: &Env<'_>) -> Reply {
    let last = form.lines.len().saturating_sub(1);
    match (key.code, key.ctrl) {
        (Code::Esc, _) => return Reply::close(),
        (Code::Enter, _) | (Code::Char('s'), true) => return write(form, env),
        (Code::Tab, _) if key.shift => form.on = if form.on == 0 { last } else { form.on - 1 },
        (Code::Tab, _) => form.on = if form.on == last { 0 } else { form.on + 1 },
        (Code::Down, _) => form.on = (form.on + 1).min(last),
        (Code::Up, _) => form.on = form.on.saturating_sub(1),
        (Code::Left | Code::Right, false) if !form.lines[form.on].choices.is_empty() => {
            turn(form, key.code == Code::Right);
        }
        (_, false) if !form.lines[form.on].choices.is_empty() => choose(form, key),
        _ => {
            form.lines[form.on].field.key(key);
        }
    }
    form.problem = None;
    form.echo = forms::echo(form, env);
    Reply::stay()
}

/// Takes a paste, and reads it as if it were typed.
pub fn paste(form: &mut Form, text: &str, env: &Env<'_>) -> bool {
    let line = &mut form.lines[form.on];
    if line.choices.is_empty() {
        line.field.paste(text);
        form.problem = None;
        form.echo = forms::echo(form, env);
    }
    true
}

fn turn(form: &mut Form, forward: bool) {
    let line = &mut form.lines[form.on];
    let count = line.choices.len();
    let at = line.choices.iter().position(|choice| *choice == line.field.text()).unwrap_or(0);
    let next = if forward { at + 1 } else { at + count - 1 } % count;
    line.field = Field::of(line.choices[next]);
}

/// A letter chooses the next word that starts with it; a blank the next word.
fn choose(form: &mut Form, key: Key) {
    let Some(letter) = key.text() else { return };
    if letter == ' ' {
        return turn(form, true);
    }
    let line = &mut form.lines[form.on];
    let at = line.choices.iter().position(|choice| *choice == line.field.text()).unwrap_or(0);
    let order = (1..=line.choices.len()).map(|step| line.choices[(at + step) % line.choices.len()]);
    if let Some(choice) = order.into_iter().find(|choice| choice.starts_with(letter)) {
        line.field = Field::of(choice);
    }
}

fn write(form: &mut Form, env: &Env<'_>) -> Reply {
    match forms::change(form, env) {
        Ok(None) => Reply::close().with_notice("That is so already"),
        Ok(Some(change)) => Reply { close: true, effects: vec![Effect::Write(Box::new(change))], ..Reply::default() },
        Err((line, why)) => {
            form.on = line;
            form.problem = Some((line, why));
            Reply::stay()
        }
    }
}
