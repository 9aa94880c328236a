//! Migrations, and the triggers and views that are made from the tables after them.
//!
//! Owns `user_version` and `application_id`. Must not know what the tables mean
//! beyond which of them a person fills and which columns are derived.

use rusqlite::Connection;

/// Stamped into the header: "Rnds".
pub(super) const APPLICATION_ID: i32 = 0x526e_6473;

/// The migrations, oldest first; the format of a file is how many it has seen.
const MIGRATIONS: &[&str] =
    &[include_str!("../../assets/schema/0001_first.sql"), include_str!("../../assets/schema/0002_fewer_pages.sql")];

/// The format that this program reads and writes.
pub(super) const FORMAT: i64 = MIGRATIONS.len() as i64;

/// Tables that a person fills: journaled, never deleted from.
pub(super) const JOURNALED: &[&str] = &[
    "contact",
    "import",
    "card",
    "community",
    "handle",
    "tag",
    "topic",
    "dated",
    "session",
    "pause",
    "act",
    "owed",
    "settles",
    "commitment",
    "planned_block",
    "rest",
    "snooze",
    "rung_step",
    "stage_step",
    "review",
    "apart",
    "feed",
    "post_mark",
];

/// Derived columns of journaled tables: worked out anew, never journaled.
const DERIVED: &[(&str, &str)] = &[
    ("contact", "person"),
    ("contact", "folded"),
    ("contact", "alike"),
    ("community", "folded"),
    ("owed", "remaining"),
];

/// Brings a file of an older format, or a new one, up to [`FORMAT`]. To be called inside a
/// write transaction. A migration ends the undo history.
pub(super) fn migrate(connection: &Connection, from: i64) -> rusqlite::Result<()> {
    for sql in &MIGRATIONS[from.max(0) as usize..] {
        connection.execute_batch(sql)?;
    }
    connection.execute_batch("DELETE FROM journal; DELETE FROM operation;")?;
    remake_triggers(connection)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", FORMAT)
}

/// The columns of a table that the journal keeps, in order.
pub(super) fn journaled_columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement =
        connection.prepare_cached("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY cid")?;
    let names = statement.query_map([table], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(names.into_iter().filter(|name| !DERIVED.contains(&(table, name.as_str()))).collect())
}

/// Makes every trigger and view anew from the tables as they are.
fn remake_triggers(connection: &Connection) -> rusqlite::Result<()> {
    let old: Vec<(String, String)> = connection
        .prepare("SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (sort, name) in old {
        connection.execute_batch(&format!("DROP {sort} \"{name}\""))?;
    }
    for table in JOURNALED {
        let columns = journaled_columns(connection, table)?;
        connection.execute_batch(&journal_triggers(table, &columns))?;
        connection.execute_batch(&format!("CREATE VIEW live_{table} AS SELECT * FROM {table} WHERE gone = 0;"))?;
        for (event, rows) in [("INSERT", &["NEW"][..]), ("UPDATE", &["OLD", "NEW"]), ("DELETE", &["OLD"])] {
            let notes: String = rows.iter().map(|row| dirty_notes(table, row)).collect();
            if !notes.is_empty() {
                let of = if event == "UPDATE" { format!(" OF {}", columns.join(", ")) } else { String::new() };
                connection.execute_batch(&format!(
                    "CREATE TRIGGER dirty_{table}_{event} AFTER {event}{of} ON {table} BEGIN {notes} END;"
                ))?;
            }
        }
    }
    connection.execute_batch(TALLY)?;
    connection.execute_batch(FETCHED)
}

/// The triggers that write each row change of a table down, while an operation is open.
fn journal_triggers(table: &str, columns: &[String]) -> String {
    let object = |row: &str| {
        let pairs: Vec<String> = columns.iter().map(|column| format!("'{column}', {row}.{column}")).collect();
        format!("json_object({})", pairs.join(", "))
    };
    let trigger = |event: &str, id: &str, old: &str, new: &str| {
        let of = if event == "UPDATE" { format!(" OF {}", columns.join(", ")) } else { String::new() };
        format!(
            "CREATE TRIGGER journal_{table}_{event} AFTER {event}{of} ON {table} \
             WHEN (SELECT id FROM journal_op) IS NOT NULL BEGIN \
             INSERT INTO journal (operation, tbl, row, old, new) \
             VALUES ((SELECT id FROM journal_op), '{table}', {id}.id, {old}, {new}); END;\n"
        )
    };
    trigger("INSERT", "NEW", "NULL", &object("NEW"))
        + &trigger("UPDATE", "NEW", &object("OLD"), &object("NEW"))
        + &trigger("DELETE", "OLD", &object("OLD"), "NULL")
}

/// The statements that note which subjects a row of `table` is about. Sorts: 0 a community,
/// 1 a contact, 2 an owed item, 3 what the row of a community itself says.
fn dirty_notes(table: &str, row: &str) -> String {
    let note = |sort: u8, value: &str| {
        format!("INSERT OR IGNORE INTO dirty (sort, id) SELECT {sort}, {value} WHERE {value} IS NOT NULL; ")
    };
    let contact = || note(1, &format!("{row}.contact"));
    let community = || note(0, &format!("{row}.community"));
    match table {
        "contact" => note(1, &format!("{row}.id")) + &note(1, &format!("{row}.merged_into")),
        "community" => note(0, &format!("{row}.id")) + &note(3, &format!("{row}.id")),
        "snooze" | "feed" => contact() + &community(),
        // where somebody is found, and their dates and steps
        "handle" | "dated" => contact(),
        "rung_step" => community(),
        "act" => {
            contact()
                + &community()
                // living bindings alone: the index knows these, and a binding that goes notes its item itself
                + &format!(
                    "INSERT OR IGNORE INTO dirty (sort, id) SELECT 2, owed FROM settles WHERE act = {row}.id AND gone = 0; "
                )
        }
        "owed" => note(2, &format!("{row}.id")) + &contact() + &community(),
        "settles" => note(2, &format!("{row}.owed")),
        // what is read raises nobody any more
        "post_mark" => {
            note(1, &format!("(SELECT contact FROM feed WHERE id = {row}.feed)"))
                + &note(0, &format!("(SELECT community FROM feed WHERE id = {row}.feed)"))
        }
        _ => String::new(),
    }
}

/// Keeps the tally: acts by local day and kind, the second row of an introduction left out.
const TALLY: &str = "
CREATE TRIGGER tally_insert AFTER INSERT ON act WHEN NEW.gone = 0 AND NEW.first IS NULL BEGIN
    INSERT INTO tally (day, direction, kind, acts) VALUES (NEW.day, NEW.direction, NEW.kind, NEW.count)
    ON CONFLICT DO UPDATE SET acts = acts + excluded.acts;
END;
CREATE TRIGGER tally_delete AFTER DELETE ON act WHEN OLD.gone = 0 AND OLD.first IS NULL BEGIN
    UPDATE tally SET acts = acts - OLD.count WHERE day = OLD.day AND direction = OLD.direction AND kind = OLD.kind;
    DELETE FROM tally WHERE day = OLD.day AND direction = OLD.direction AND kind = OLD.kind AND acts = 0;
END;
CREATE TRIGGER tally_update AFTER UPDATE OF gone, day, direction, kind, count, first ON act BEGIN
    UPDATE tally SET acts = acts - OLD.count
    WHERE OLD.gone = 0 AND OLD.first IS NULL AND day = OLD.day AND direction = OLD.direction AND kind = OLD.kind;
    INSERT INTO tally (day, direction, kind, acts)
    SELECT NEW.day, NEW.direction, NEW.kind, NEW.count WHERE NEW.gone = 0 AND NEW.first IS NULL
    ON CONFLICT DO UPDATE SET acts = acts + excluded.acts;
    DELETE FROM tally WHERE day = OLD.day AND direction = OLD.direction AND kind = OLD.kind AND acts = 0;
END;
";

/// What was fetched goes with its feed: the number of the row may be given again. Whether a post is done
/// stands beside it; which topic it is about is looked for again where the feed becomes somebody else's.
const FETCHED: &str = "
CREATE TRIGGER fetched_delete AFTER DELETE ON feed BEGIN
    DELETE FROM feed_state WHERE feed = OLD.id;
    DELETE FROM post WHERE feed = OLD.id;
END;
CREATE TRIGGER topics_update AFTER UPDATE OF contact, community ON feed BEGIN
    UPDATE feed_state SET topics = '' WHERE feed = NEW.id;
    UPDATE post SET topic = NULL WHERE feed = NEW.id;
END;
CREATE TRIGGER done_before AFTER INSERT ON post BEGIN
    UPDATE post SET done = 1 WHERE id = NEW.id AND EXISTS (SELECT 1 FROM post_mark
        WHERE post_mark.feed = NEW.feed AND post_mark.post = NEW.key AND post_mark.mark = 'done' AND post_mark.gone = 0);
END;
CREATE TRIGGER done_insert AFTER INSERT ON post_mark WHEN NEW.mark = 'done' BEGIN
    UPDATE post SET done = NEW.gone = 0 WHERE feed = NEW.feed AND key = NEW.post;
END;
CREATE TRIGGER done_update AFTER UPDATE OF gone ON post_mark WHEN NEW.mark = 'done' BEGIN
    UPDATE post SET done = NEW.gone = 0 WHERE feed = NEW.feed AND key = NEW.post;
END;
CREATE TRIGGER done_delete AFTER DELETE ON post_mark WHEN OLD.mark = 'done' BEGIN
    UPDATE post SET done = 0 WHERE feed = OLD.feed AND key = OLD.post;
END;
";
