-- The first schema. Tables, columns and stored values are added later, never renamed or reused.
-- Instants are UTC milliseconds, offsets minutes east of UTC, days TEXT 'YYYY-MM-DD'.
-- Tables that a person fills hold INTEGER and TEXT only, and their foreign keys have no actions.
-- Triggers (journal, dirty, tally) and views are made from these tables by the program after migrating.

-- Filled by a person ---------------------------------------------------------------------------

CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    tier TEXT,
    cadence INTEGER,
    cadence_day TEXT,
    style TEXT,
    stage TEXT,
    reach TEXT,
    why TEXT NOT NULL DEFAULT '',
    offer TEXT NOT NULL DEFAULT '',
    hope TEXT NOT NULL DEFAULT '',
    organisation TEXT NOT NULL DEFAULT '',
    town TEXT NOT NULL DEFAULT '',
    mail TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    pinned INTEGER NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0,
    merged_into INTEGER REFERENCES contact (id),
    added_at INTEGER NOT NULL,
    -- derived: the living contact at the end of the chain of merges
    person INTEGER,
    -- derived: the name folded for search
    folded TEXT,
    -- derived: the words of the name in alphabetical order; who shares them may be the same
    alike TEXT
);

-- a file that was imported
CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    at INTEGER NOT NULL,
    -- what it was: 'LinkedIn connections'
    format TEXT NOT NULL
);

-- whom a card of another program is about: its own key there, the same at each export
CREATE TABLE card (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    contact INTEGER NOT NULL REFERENCES contact (id),
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    import INTEGER NOT NULL REFERENCES import (id),
    -- 1 where the contact was made from it
    made INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE community (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    platform TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    role TEXT NOT NULL,
    rung INTEGER NOT NULL DEFAULT 0,
    cadence INTEGER,
    cadence_day TEXT,
    patience INTEGER,
    rules TEXT NOT NULL DEFAULT '',
    expects TEXT NOT NULL DEFAULT '',
    acting_as TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    no_ladder INTEGER NOT NULL DEFAULT 0,
    pinned INTEGER NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0,
    added_at INTEGER NOT NULL,
    -- derived: the name folded for search
    folded TEXT
);

CREATE TABLE handle (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    contact INTEGER REFERENCES contact (id),
    community INTEGER REFERENCES community (id),
    platform TEXT NOT NULL,
    name TEXT NOT NULL,
    link TEXT NOT NULL DEFAULT ''
);

CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    contact INTEGER REFERENCES contact (id),
    community INTEGER REFERENCES community (id),
    name TEXT NOT NULL
);

CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    contact INTEGER REFERENCES contact (id),
    community INTEGER REFERENCES community (id),
    name TEXT NOT NULL
);

CREATE TABLE dated (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    contact INTEGER NOT NULL REFERENCES contact (id),
    sort TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    -- 'YYYY-MM-DD', or '--MM-DD' for a yearly date without a year
    day TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    done_at INTEGER
);

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    start_at INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    day TEXT NOT NULL,
    planned INTEGER NOT NULL,
    finished_at INTEGER,
    community INTEGER REFERENCES community (id),
    plan_owed INTEGER NOT NULL DEFAULT 0,
    plan_communities INTEGER NOT NULL DEFAULT 0,
    plan_people INTEGER NOT NULL DEFAULT 0,
    plan_reading INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT ''
);

CREATE TABLE pause (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    -- no foreign key: the pause at quitting is written outside the journal, and undoing the
    -- start of its session must not stumble over it
    session INTEGER NOT NULL,
    from_at INTEGER NOT NULL,
    to_at INTEGER
);

CREATE TABLE act (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    direction TEXT NOT NULL,
    kind TEXT NOT NULL,
    contact INTEGER REFERENCES contact (id),
    community INTEGER REFERENCES community (id),
    handle INTEGER REFERENCES handle (id),
    at INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    day TEXT NOT NULL,
    -- no time is known: compares as a day
    date_only INTEGER NOT NULL DEFAULT 0,
    count INTEGER NOT NULL DEFAULT 1,
    note TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    minutes INTEGER,
    session INTEGER REFERENCES session (id),
    -- what an inbound act opened when it was logged: nothing, owed, worth, counted
    opened TEXT NOT NULL DEFAULT 'nothing',
    -- of the kind: restarts the clock of the contact (1), the community (2), both (3)
    clock INTEGER NOT NULL DEFAULT 0,
    -- of the kind: expects an answer
    expects INTEGER NOT NULL DEFAULT 0,
    -- the second row of an introduction names the first
    first INTEGER REFERENCES act (id)
);

CREATE TABLE owed (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    contact INTEGER REFERENCES contact (id),
    community INTEGER REFERENCES community (id),
    sort TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    count INTEGER NOT NULL DEFAULT 1,
    since_at INTEGER NOT NULL,
    since_day TEXT NOT NULL,
    date_only INTEGER NOT NULL DEFAULT 0,
    due TEXT,
    fades_from TEXT NOT NULL,
    closed TEXT,
    closed_at INTEGER,
    act INTEGER REFERENCES act (id),
    -- derived: how many are open
    remaining INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE settles (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    act INTEGER NOT NULL REFERENCES act (id),
    owed INTEGER NOT NULL REFERENCES owed (id),
    count INTEGER NOT NULL
);

CREATE TABLE commitment (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    -- the canonical words, as the program prints and reads them
    spec TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    -- the first row of its line; none for the first itself
    line INTEGER REFERENCES commitment (id)
);

CREATE TABLE planned_block (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    -- digits 1 (Monday) to 7, in order
    days TEXT NOT NULL,
    -- wall time 'HH:MM'
    time TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    community INTEGER REFERENCES community (id),
    from_day TEXT NOT NULL,
    until_day TEXT
);

CREATE TABLE rest (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    -- 1 (Monday) to 7 for a weekday off; none for a dated holiday
    weekday INTEGER,
    from_day TEXT NOT NULL,
    to_day TEXT,
    label TEXT NOT NULL DEFAULT ''
);

CREATE TABLE snooze (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    contact INTEGER REFERENCES contact (id),
    community INTEGER REFERENCES community (id),
    pass INTEGER NOT NULL,
    set_at INTEGER NOT NULL,
    until_day TEXT NOT NULL
);

CREATE TABLE rung_step (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    community INTEGER NOT NULL REFERENCES community (id),
    rung INTEGER NOT NULL,
    day TEXT NOT NULL,
    how TEXT NOT NULL
);

CREATE TABLE stage_step (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    contact INTEGER NOT NULL REFERENCES contact (id),
    stage TEXT NOT NULL,
    day TEXT NOT NULL,
    how TEXT NOT NULL
);

CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    -- first day of its week
    week TEXT NOT NULL,
    well TEXT NOT NULL DEFAULT '',
    -- what stood in the way of planned blocks
    hindered TEXT NOT NULL DEFAULT '',
    line TEXT NOT NULL DEFAULT '',
    closed_at INTEGER NOT NULL,
    closed_day TEXT NOT NULL
);

-- two contacts that look alike and are not the same
CREATE TABLE apart (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    one INTEGER NOT NULL REFERENCES contact (id),
    other INTEGER NOT NULL REFERENCES contact (id)
);

-- what a person or place publishes, or nobody's yet
CREATE TABLE feed (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    contact INTEGER REFERENCES contact (id),
    community INTEGER REFERENCES community (id),
    -- as it was given, whole: it may hold a secret
    address TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    -- why it is never asked; empty where it is
    off TEXT NOT NULL DEFAULT '',
    -- 1 where a person gave the address themselves: then it may lead to their own machine or network
    written INTEGER NOT NULL DEFAULT 0,
    added_at INTEGER NOT NULL
);

-- what was done about a post, by its key: the post itself is fetched anew on another machine
CREATE TABLE post_mark (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    gone INTEGER NOT NULL DEFAULT 0,
    feed INTEGER NOT NULL REFERENCES feed (id),
    post TEXT NOT NULL,
    -- 'done', 'kept'
    mark TEXT NOT NULL,
    at INTEGER NOT NULL
);

-- Derived ---------------------------------------------------------------------------------------

-- where you are with a subject; sort: 0 a community, 1 a contact
CREATE TABLE standing (
    sort INTEGER NOT NULL,
    id INTEGER NOT NULL,
    last_out_at INTEGER,
    last_out_day TEXT,
    last_in_at INTEGER,
    last_in_day TEXT,
    clock_day TEXT,
    own_clock_day TEXT,
    gaps TEXT NOT NULL DEFAULT '',
    unanswered TEXT NOT NULL DEFAULT '',
    -- the newest days with an act, newest first
    recent TEXT NOT NULL DEFAULT '',
    met INTEGER NOT NULL DEFAULT 0,
    worth_act INTEGER,
    worth_kind TEXT,
    worth_at INTEGER,
    worth_day TEXT,
    list_from TEXT,
    last_kinds TEXT NOT NULL DEFAULT '',
    -- where the last act with a contact took place
    place INTEGER,
    place_handle INTEGER,
    -- of a contact: all that ranking asks, in few bytes; none where they are archived
    brief BLOB,
    -- of a community: how far the counts of its next rung are
    rung TEXT,
    PRIMARY KEY (sort, id)
) WITHOUT ROWID;

-- acts by local day and kind; the second row of an introduction is not counted
CREATE TABLE tally (
    day TEXT NOT NULL,
    direction TEXT NOT NULL,
    kind TEXT NOT NULL,
    acts INTEGER NOT NULL,
    PRIMARY KEY (day, direction, kind)
) WITHOUT ROWID;

-- Fetched ---------------------------------------------------------------------------------------

-- Of this machine alone: neither journaled nor exported. No foreign keys, so that undoing a feed stumbles over nothing;
-- a trigger takes these rows away with the row of their feed.

-- how the visits to a feed went
CREATE TABLE feed_state (
    feed INTEGER PRIMARY KEY,
    -- as the feed calls itself
    title TEXT NOT NULL DEFAULT '',
    site TEXT NOT NULL DEFAULT '',
    tag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    asked_at INTEGER,
    -- when it last answered as it should
    fresh_at INTEGER,
    failing_since INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    trouble TEXT NOT NULL DEFAULT '',
    wait_until INTEGER,
    -- for which topics its posts were looked through, one a line
    topics TEXT NOT NULL DEFAULT '',
    -- where it said once that it moved for good, and where it is asked since it said so twice; each may hold a secret
    moving TEXT NOT NULL DEFAULT '',
    moved TEXT NOT NULL DEFAULT ''
);

CREATE TABLE post (
    id INTEGER PRIMARY KEY,
    feed INTEGER NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    link TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    -- a JSON list of [words, link]
    links TEXT NOT NULL DEFAULT '[]',
    -- published, else found
    at INTEGER NOT NULL,
    found_at INTEGER NOT NULL,
    minutes INTEGER NOT NULL DEFAULT 1,
    -- the topic of whose it is that it is about; empty for none, null where it was not looked through yet
    topic TEXT,
    -- whether it is marked as done: brought along by a trigger, so that unread posts are found without the read ones
    done INTEGER NOT NULL DEFAULT 0,
    UNIQUE (feed, key)
);

-- Ours ------------------------------------------------------------------------------------------

CREATE TABLE operation (
    id INTEGER PRIMARY KEY,
    label TEXT NOT NULL,
    -- which window or command made it
    origin TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- 0 in force, 1 undone and can be redone, 2 undone for good
    undone INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    row INTEGER NOT NULL,
    old TEXT,
    new TEXT
);

-- one row: the operation that is being written, or none
CREATE TABLE journal_op (id INTEGER);
INSERT INTO journal_op (id) VALUES (NULL);

-- subjects whose standing is to be recomputed before the transaction commits
CREATE TABLE dirty (
    sort INTEGER NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (sort, id)
) WITHOUT ROWID;

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Indexes ---------------------------------------------------------------------------------------

-- An index over what refers to another table holds gone rows too: SQLite asks it whether anything still refers to a row
-- that an undo deletes, and reads the whole table where no index answers.

CREATE INDEX contact_person ON contact (person);
CREATE INDEX contact_merged ON contact (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX contact_folded ON contact (folded) WHERE gone = 0 AND merged_into IS NULL;
CREATE INDEX contact_alike ON contact (alike) WHERE gone = 0 AND merged_into IS NULL;
CREATE INDEX contact_mail ON contact (lower(mail)) WHERE gone = 0 AND merged_into IS NULL AND mail <> '';
CREATE INDEX contact_untiered ON contact (id) WHERE gone = 0 AND archived = 0 AND merged_into IS NULL AND tier IS NULL;
CREATE INDEX contact_listed ON contact (archived, folded) WHERE gone = 0 AND merged_into IS NULL;
CREATE INDEX contact_asks ON contact (tier, cadence, style) WHERE gone = 0 AND archived = 0 AND merged_into IS NULL
    AND (tier IS NOT NULL OR cadence IS NOT NULL);
CREATE INDEX contact_pinned ON contact (id) WHERE pinned = 1 AND gone = 0;
CREATE INDEX handle_contact ON handle (contact, gone) WHERE contact IS NOT NULL;
CREATE INDEX handle_community ON handle (community, gone) WHERE community IS NOT NULL;
CREATE INDEX handle_name ON handle (name) WHERE gone = 0;
CREATE INDEX handle_bare ON handle (lower(ltrim(name, '@')), contact) WHERE gone = 0;
CREATE INDEX handle_link ON handle (lower(link), contact) WHERE gone = 0 AND link <> '';
CREATE INDEX tag_contact ON tag (contact, gone) WHERE contact IS NOT NULL;
CREATE INDEX tag_community ON tag (community, gone) WHERE community IS NOT NULL;
CREATE INDEX topic_contact ON topic (contact, gone) WHERE contact IS NOT NULL;
CREATE INDEX topic_community ON topic (community, gone) WHERE community IS NOT NULL;
CREATE INDEX card_contact ON card (contact, gone);
CREATE INDEX card_key ON card (source, key) WHERE gone = 0;
CREATE INDEX card_import ON card (import, gone);
CREATE INDEX dated_contact ON dated (contact, gone);
CREATE INDEX dated_yearly ON dated (substr(day, -5)) WHERE gone = 0 AND sort <> 'step';
CREATE INDEX dated_step ON dated (day) WHERE gone = 0 AND sort = 'step' AND done_at IS NULL;
-- those that are read for every row of Today hold all that is asked of them: the acts themselves lie scattered
CREATE INDEX act_contact ON act (contact, gone, direction, at, day) WHERE contact IS NOT NULL;
CREATE INDEX act_community ON act (community, gone, direction, at, day, kind, count, first) WHERE community IS NOT NULL;
CREATE INDEX act_contact_day ON act (contact, day) WHERE gone = 0 AND contact IS NOT NULL;
CREATE INDEX act_contact_clock ON act (contact, day) WHERE gone = 0 AND clock IN (1, 3);
CREATE INDEX act_community_clock ON act (community, day) WHERE gone = 0 AND clock IN (2, 3) AND direction = 'out';
CREATE INDEX act_community_kind ON act (community, kind, at, day, count, first, contact) WHERE gone = 0 AND direction = 'out';
CREATE INDEX act_day ON act (day) WHERE gone = 0;
CREATE INDEX act_at ON act (at) WHERE gone = 0;
CREATE INDEX act_contact_expects ON act (contact, at) WHERE gone = 0 AND expects = 1;
CREATE INDEX act_contact_worth ON act (contact, at) WHERE gone = 0 AND opened = 'worth';
CREATE INDEX act_community_worth ON act (community, at) WHERE gone = 0 AND opened = 'worth' AND contact IS NULL;
CREATE INDEX act_met ON act (contact) WHERE gone = 0 AND kind = 'met';
CREATE INDEX act_counted ON act (at, kind, count) WHERE gone = 0 AND opened = 'counted';
CREATE INDEX act_timed ON act (at, minutes) WHERE gone = 0 AND direction = 'out' AND minutes IS NOT NULL;
CREATE INDEX act_handle ON act (handle) WHERE handle IS NOT NULL;
CREATE INDEX act_session ON act (session) WHERE session IS NOT NULL;
CREATE INDEX act_first ON act (first) WHERE first IS NOT NULL;
CREATE INDEX owed_contact ON owed (contact, gone) WHERE contact IS NOT NULL;
CREATE INDEX owed_community ON owed (community, gone) WHERE community IS NOT NULL;
CREATE INDEX owed_open ON owed (since_at) WHERE remaining > 0;
CREATE INDEX owed_act ON owed (act, gone) WHERE act IS NOT NULL;
CREATE INDEX settles_act ON settles (act, gone);
CREATE INDEX settles_owed ON settles (owed, gone);
CREATE INDEX session_start ON session (start_at) WHERE gone = 0;
CREATE INDEX session_day ON session (day) WHERE gone = 0;
CREATE INDEX session_open ON session (start_at) WHERE gone = 0 AND finished_at IS NULL;
CREATE INDEX pause_session ON pause (session) WHERE gone = 0;
CREATE INDEX snooze_contact ON snooze (contact, set_at) WHERE gone = 0;
CREATE INDEX snooze_community ON snooze (community, set_at) WHERE gone = 0;
CREATE INDEX snooze_until ON snooze (until_day) WHERE gone = 0;
CREATE INDEX rung_step_community ON rung_step (community) WHERE gone = 0;
CREATE INDEX stage_step_contact ON stage_step (contact) WHERE gone = 0;
CREATE INDEX apart_one ON apart (one) WHERE gone = 0;
CREATE INDEX apart_other ON apart (other) WHERE gone = 0;
CREATE INDEX feed_contact ON feed (contact, gone) WHERE contact IS NOT NULL;
CREATE INDEX feed_community ON feed (community, gone) WHERE community IS NOT NULL;
CREATE INDEX feed_address ON feed (address) WHERE gone = 0;
CREATE INDEX post_mark_post ON post_mark (feed, post, mark, gone);
CREATE INDEX post_mark_at ON post_mark (mark, at) WHERE gone = 0;
CREATE INDEX post_unread ON post (at) WHERE done = 0;
CREATE INDEX post_newest ON post (feed, at) WHERE done = 0;
CREATE INDEX post_topic ON post (at) WHERE done = 0 AND topic <> '';
CREATE INDEX post_feed ON post (feed, at);
-- who is due is read from here alone
CREATE INDEX standing_list ON standing (list_from, brief) WHERE list_from IS NOT NULL;
CREATE INDEX standing_worth ON standing (worth_at) WHERE worth_at IS NOT NULL;
CREATE INDEX journal_operation ON journal (operation);
CREATE INDEX operation_live ON operation (id) WHERE undone = 0;
CREATE INDEX operation_redo ON operation (id) WHERE undone = 1;
