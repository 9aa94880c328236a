//! The floor: what the same libraries cost when they do next to nothing. Budgets are multiples of it.
//!
//! `cargo run --release --example floor -- read DIR` opens the database as the program does, runs one
//! indexed query, prints and exits; `log DIR` writes one row durably; `frame` paints one full frame, and
//! another for each key until `q`; `frame DIR` writes a row durably before each of those.
//!
//! Must not use anything of ours: it is what ours is compared with. To be given copies only: `log` and
//! `frame DIR` add a table.

use std::error::Error;
use std::io::{Write, stdout};
use std::path::Path;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, read};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::widgets::Paragraph;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["read", directory] => look(&open(directory)?),
        ["log", directory] => {
            log(&mut logging(directory)?)?;
            writeln!(stdout(), "logged")?;
            Ok(())
        }
        ["frame"] => screen(None),
        ["frame", directory] => screen(Some(logging(directory)?)),
        _ => Err("say one of: read DIR, log DIR, frame, frame DIR".into()),
    }
}

/// The same flags and pragmas as those of a command.
fn open(directory: &str) -> Outcome<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(Path::new(directory).join("rounds.db"), flags)?;
    connection.busy_timeout(Duration::from_secs(2))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -512)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    Ok(connection)
}

fn look(connection: &Connection) -> Outcome {
    let day: String = connection.query_row(
        "SELECT list_from FROM standing WHERE list_from IS NOT NULL ORDER BY list_from LIMIT 1",
        [],
        |row| row.get(0),
    )?;
    writeln!(stdout(), "{day}")?;
    Ok(())
}

/// A connection with a bare table to log into.
fn logging(directory: &str) -> Outcome<Connection> {
    let connection = open(directory)?;
    connection.execute_batch("CREATE TABLE IF NOT EXISTS floor (id INTEGER PRIMARY KEY, at INTEGER, words TEXT)")?;
    Ok(connection)
}

fn log(connection: &mut Connection) -> Outcome {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction
        .prepare_cached("INSERT INTO floor (at, words) VALUES (?1, ?2)")?
        .execute((1_790_060_400_000_i64, "listened"))?;
    transaction.commit()?;
    Ok(())
}

/// Paints a full frame, then one for each key, until `q`.
fn screen(mut connection: Option<Connection>) -> Outcome {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
    let mut keys = 0;
    loop {
        terminal.draw(|frame| {
            let area = frame.area();
            let line = "who needs you, and why ".repeat(usize::from(area.width) / 23);
            let mut lines = vec![line; usize::from(area.height)];
            if let Some(first) = lines.first_mut() {
                *first = format!("{keys} keys");
            }
            frame.render_widget(Paragraph::new(lines.join("\n")), area);
        })?;
        let Event::Key(key) = read()? else { continue };
        if key.code == KeyCode::Char('q') {
            break;
        }
        if let Some(connection) = &mut connection {
            log(connection)?;
        }
        keys += 1;
    }
    execute!(stdout(), LeaveAlternateScreen)?;
    disable_raw_mode()?;
    Ok(())
}
