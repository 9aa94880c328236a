//! Bold and dim are for terminals alone, and only where nobody said no.

use crate::support::pty::{Home, Pty};

/// Whether the first cell of `today` is bold in a terminal, with these variables set.
fn bold(arguments: &[&str], variables: &[(&str, &str)]) -> bool {
    let home = Home::new();
    let mut command = home.command(env!("CARGO_BIN_EXE_rounds"), arguments);
    for (name, value) in variables {
        command.env(name, value);
    }
    let pty = Pty::start(command, 80, 24);
    pty.wait_for("Nobody here yet");
    pty.wait_end();
    pty.screen(|screen| screen.cell(0, 0).is_some_and(vt100::Cell::bold))
}

#[test]
fn a_terminal_gets_bold_unless_somebody_said_no() {
    assert!(bold(&["today"], &[]));
    assert!(!bold(&["today", "--plain"], &[]));
    assert!(!bold(&["today"], &[("NO_COLOR", "1")]));
    assert!(!bold(&["today"], &[("TERM", "dumb")]));
}
