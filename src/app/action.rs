//! The one table of actions: variant, stable id, title, default keys, scope, palette flag.
//!
//! Key map, help, palette, footer, config ids and the README's key table all come from it.
//! Rows are data only. Must not know what an action does.

/// Where a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// On every screen, when no popup is open.
    Anywhere,
    /// On a screen with a list of people and places: Today, People, Communities, their cards.
    Subjects,
    /// On Today.
    Today,
    /// On People.
    People,
    /// On Review.
    Review,
    /// On Listen.
    Listen,
}

impl Scope {
    /// Its title in help and in the README.
    pub fn title(self) -> &'static str {
        match self {
            Self::Anywhere => "Everywhere",
            Self::Subjects => "On people and places",
            Self::Today => "Today",
            Self::People => "People",
            Self::Review => "Review",
            Self::Listen => "Listen",
        }
    }

    /// Every scope, in the order of help.
    pub const ALL: [Self; 6] = [Self::Subjects, Self::Today, Self::People, Self::Review, Self::Listen, Self::Anywhere];
}

macro_rules! actions {
    ($($variant:ident, $id:literal, $title:literal, [$($key:literal),*], $scope:ident, $palette:literal;)*) => {
        /// What a person wants.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $(#[doc = $title] $variant),* }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its stable id, as in the config.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// What it does, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),* }
            }

            /// The words of its default keys.
            pub fn default_keys(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($key),*]),* }
            }

            /// Where it holds.
            pub fn scope(self) -> Scope {
                match self { $(Self::$variant => Scope::$scope),* }
            }

            /// Whether the palette offers it.
            pub fn in_palette(self) -> bool {
                match self { $(Self::$variant => $palette),* }
            }
        }
    };
}

actions! {
    // variant, id, title, default keys, scope, in the palette
    LogSuggested, "log-suggested", "log the suggested act", ["space"], Subjects, true;
    Log, "log", "log what you did", ["a"], Subjects, true;
    LogTheirs, "log-theirs", "log what they did", ["i"], Subjects, true;
    Again, "again", "the same kind again", ["."], Subjects, true;
    Complete, "complete", "complete the last act: note, link, time, place, person", ["c"], Anywhere, true;
    Open, "open", "open the thing itself and mark it now", ["o"], Subjects, true;
    CopyLink, "copy-link", "copy the link", ["y"], Subjects, true;
    Owe, "owe", "owe a reply, thanks, a promise, or a next step", ["w"], Subjects, true;
    Pass, "pass", "looked, left it: pass until tomorrow", ["p"], Subjects, true;
    Snooze, "snooze", "snooze until a day", ["s"], Subjects, true;
    Pin, "pin", "pin or unpin", ["!"], Subjects, true;
    Mark, "mark", "mark several, then any verb acts on all", ["v"], Subjects, true;
    Edit, "edit", "edit", ["e"], Subjects, true;
    EditNote, "edit-note", "edit the long note in your editor", ["E"], Subjects, true;
    AddHandle, "add-handle", "add a way to reach them", ["m"], Subjects, true;
    AddFeed, "add-feed", "add a feed of theirs, or say whose a post is", ["F"], Subjects, true;
    Archive, "archive", "archive, or take back", ["x"], Subjects, true;
    Merge, "merge", "merge with another contact", ["M"], Subjects, true;
    StepUp, "step-up", "a rung or stage up", [">"], Subjects, true;
    StepDown, "step-down", "a rung or stage down", ["<"], Subjects, true;
    ShowAll, "show-all", "show what lies past the cut", ["z"], Today, true;
    Rank, "rank", "rank again", ["R"], Today, true;
    Filter, "filter", "filter by words over name, tag, topic, organisation, town", ["f"], People, true;
    Archived, "archived", "show the archive, or come back", ["A"], Subjects, true;
    Earlier, "earlier", "a week back", ["["], Review, true;
    Later, "later", "a week forward", ["]"], Review, true;
    CopyReview, "copy-review", "copy the review as Markdown", ["y"], Review, true;
    RemoveItem, "remove", "remove the commitment, block or rest", ["x"], Review, true;
    EditItem, "edit-item", "change the commitment", ["e"], Review, true;
    Page, "page", "the next page, then the next post", ["space"], Listen, true;
    PostDone, "post-done", "done, and on; a folded row whole", ["m"], Listen, true;
    PostKeep, "post-keep", "keep for later, or no longer", ["*"], Listen, true;
    PostOpen, "post-open", "open its page, its person is now", ["o"], Listen, true;
    PostLink, "post-link", "copy its link", ["y"], Listen, true;
    Follow, "follow", "follow a link in it, by its number", ["f"], Listen, true;
    RemoveFeed, "remove-feed", "take its feed away", ["x"], Listen, true;
    AskFeeds, "refresh", "ask the feeds for what is new; again stops it", ["r"], Listen, true;
    TakeIn, "take-in", "take in what is new, let go of what is done", ["R"], Listen, true;
    Find, "find", "find anyone or any place", ["/"], Anywhere, true;
    Palette, "palette", "every action, and sentences", [":"], Anywhere, false;
    Help, "help", "help", ["?"], Anywhere, false;
    New, "new", "new: people, places; on Review commitments, blocks, rests; on Listen a feed", ["n"], Anywhere, true;
    Duplicates, "duplicates", "who may be the same: merge, or keep apart", ["D"], Anywhere, true;
    Import, "import", "import a file of another program", [], Anywhere, true;
    PastImports, "archive-import", "archive all of an import", [], Anywhere, true;
    Triage, "triage", "choose tiers for people without one", ["f2"], Anywhere, true;
    Session, "session", "plan and start, pause or go on", ["t"], Anywhere, true;
    Finish, "finish", "finish the block", ["T"], Anywhere, true;
    More, "more", "five minutes more", ["+"], Anywhere, true;
    Undo, "undo", "undo anything", ["u"], Anywhere, true;
    Redo, "redo", "redo", ["U"], Anywhere, true;
    Today, "today", "Today", ["1"], Anywhere, true;
    People, "people", "People", ["2"], Anywhere, true;
    Communities, "communities", "Communities", ["3"], Anywhere, true;
    Review, "review", "Review", ["4"], Anywhere, true;
    Listen, "listen", "Listen", ["5"], Anywhere, true;
    Enter, "enter", "open, next step", ["enter", "l"], Anywhere, false;
    Back, "back", "one level back", ["esc", "h"], Anywhere, false;
    Quit, "quit", "back; at the top quit", ["q"], Anywhere, true;
    Cancel, "cancel", "cancel what is open; at the top quit", ["ctrl-c"], Anywhere, false;
    Down, "down", "down", ["j", "down"], Anywhere, false;
    Up, "up", "up", ["k", "up"], Anywhere, false;
    Top, "top", "to the first", ["g", "home"], Anywhere, false;
    Bottom, "bottom", "to the last", ["G", "end"], Anywhere, false;
    HalfDown, "half-down", "half a page down", ["ctrl-d", "pagedown"], Anywhere, false;
    HalfUp, "half-up", "half a page up", ["ctrl-u", "pageup"], Anywhere, false;
    NextPane, "next-pane", "the other pane; on Listen the next list", ["tab"], Anywhere, false;
    Suspend, "suspend", "to the shell and back with fg", ["ctrl-z"], Anywhere, false;
    Redraw, "redraw", "draw the screen anew", ["ctrl-l"], Anywhere, false;
}
