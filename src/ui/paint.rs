//! Styles by meaning, and the marks in their two sets.
//!
//! The default theme uses the terminal's own colours and the 16 ANSI ones, so that it works on
//! light and dark. Must not know what is drawn with them.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::settings::Theme;
use crate::report::row::Mark;

/// How things are painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    theme: Theme,
    plain: bool,
    ascii: bool,
}

/// Colours of a fixed theme.
#[derive(Debug, Clone, Copy)]
pub struct Palette {
    /// Background.
    pub ground: Color,
    /// Text.
    pub text: Color,
    /// History, labels, past the cut.
    pub dim: Color,
    /// The focused pane's title, keys and the bar.
    pub accent: Color,
    /// Asks for something.
    pub asks: Color,
    /// Went well.
    pub good: Color,
    /// Did not work.
    pub problem: Color,
}

/// The dark theme.
pub const DARK: Palette = Palette {
    ground: Color::Rgb(0x18, 0x19, 0x1d),
    text: Color::Rgb(0xd8, 0xd8, 0xd2),
    dim: Color::Rgb(0x90, 0x92, 0x8c),
    accent: Color::Rgb(0x3f, 0xb8, 0xba),
    asks: Color::Rgb(0xd9, 0xb0, 0x3c),
    good: Color::Rgb(0x7f, 0xbf, 0x4a),
    problem: Color::Rgb(0xe8, 0x7a, 0x6a),
};

/// The light theme.
pub const LIGHT: Palette = Palette {
    ground: Color::Rgb(0xfb, 0xfa, 0xf6),
    text: Color::Rgb(0x22, 0x22, 0x22),
    dim: Color::Rgb(0x66, 0x66, 0x62),
    accent: Color::Rgb(0x00, 0x6a, 0x70),
    asks: Color::Rgb(0x8a, 0x5a, 0x00),
    good: Color::Rgb(0x2f, 0x6b, 0x12),
    problem: Color::Rgb(0xa8, 0x28, 0x1c),
};

impl Paint {
    /// Colours of `theme`, none at all where `plain`; marks in ASCII where `ascii`.
    pub fn new(theme: Theme, plain: bool, ascii: bool) -> Self {
        Self { theme, plain, ascii }
    }

    fn palette(self) -> Option<Palette> {
        match (self.plain, self.theme) {
            (true, _) | (_, Theme::Terminal) => None,
            (false, Theme::Dark) => Some(DARK),
            (false, Theme::Light) => Some(LIGHT),
        }
    }

    fn coloured(self, ansi: Color, fixed: impl Fn(Palette) -> Color) -> Style {
        match self.palette() {
            Some(palette) => Style::new().fg(fixed(palette)).bg(palette.ground),
            None if self.plain => Style::new(),
            None => Style::new().fg(ansi),
        }
    }

    /// Plain text.
    pub fn text(self) -> Style {
        self.palette().map_or(Style::new(), |palette| Style::new().fg(palette.text).bg(palette.ground))
    }

    /// Asks for action.
    pub fn bold(self) -> Style {
        self.text().add_modifier(Modifier::BOLD)
    }

    /// History, labels, past the cut.
    pub fn dim(self) -> Style {
        match self.palette() {
            Some(palette) => Style::new().fg(palette.dim).bg(palette.ground),
            None => Style::new().add_modifier(Modifier::DIM),
        }
    }

    /// The focused pane's title and the bar.
    pub fn accent(self) -> Style {
        self.coloured(Color::Cyan, |palette| palette.accent)
    }

    /// A key label.
    pub fn key(self) -> Style {
        self.accent().add_modifier(Modifier::BOLD)
    }

    /// A mark that asks for something.
    pub fn asks(self) -> Style {
        self.coloured(Color::Yellow, |palette| palette.asks)
    }

    /// A mark of something that went well.
    pub fn good(self) -> Style {
        self.coloured(Color::Green, |palette| palette.good)
    }

    /// Something that did not work.
    pub fn problem(self) -> Style {
        self.coloured(Color::Red, |palette| palette.problem)
    }

    /// The selection, and nothing else.
    pub fn selected(self) -> Style {
        self.text().add_modifier(Modifier::REVERSED)
    }

    /// The style of a mark.
    pub fn mark_style(self, mark: Mark) -> Style {
        match mark {
            Mark::Owed | Mark::Due => self.asks(),
            Mark::Now => self.bold(),
            Mark::Done => self.good(),
            Mark::Other | Mark::Snoozed | Mark::None => self.text(),
        }
    }

    /// The glyph of a mark.
    pub fn mark(self, mark: Mark) -> &'static str {
        match mark {
            Mark::Owed => self.pick("●", "!"),
            Mark::Due => self.pick("◐", "*"),
            Mark::Other => self.pick("○", "o"),
            Mark::Snoozed => self.pick("–", "-"),
            Mark::Done => self.pick("✓", "x"),
            Mark::Now => self.pick("►", ">"),
            Mark::None => " ",
        }
    }

    /// A glyph of ours in the set in force.
    pub fn glyph(self, glyph: Glyph) -> &'static str {
        let (fine, ascii) = glyph.forms();
        self.pick(fine, ascii)
    }

    /// One of eight heights of a sparkline, 0 to 7.
    pub fn spark(self, height: usize) -> &'static str {
        const FINE: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
        const ASCII: [&str; 8] = ["_", ".", ".", "-", "-", "=", "=", "#"];
        self.pick(FINE[height.min(7)], ASCII[height.min(7)])
    }

    /// One of five levels of the heat map.
    pub fn level(self, level: u8) -> &'static str {
        const FINE: [&str; 7] = ["·", "░", "▒", "▓", "█", "–", " "];
        const ASCII: [&str; 7] = [".", ":", "+", "*", "#", "-", " "];
        let at = usize::from(level).min(6);
        self.pick(FINE[at], ASCII[at])
    }

    /// Whether ASCII only is drawn.
    pub fn is_ascii(self) -> bool {
        self.ascii
    }

    fn pick(self, fine: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { fine }
    }
}

/// Glyphs of the chrome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// A rule.
    Rule,
    /// The part of the bar that is over.
    Bar,
    /// The part of the bar that is left, and the cut.
    Dashed,
    /// The divider of two panes.
    Divider,
    /// The divider where a rule begins it.
    DividerDown,
    /// The divider where a rule ends it.
    DividerUp,
    /// The selected row's left edge.
    Edge,
    /// Between words of one line.
    Dot,
    /// The rung you stand on.
    Here,
    /// A filled part of a gauge.
    Full,
    /// An empty part of a gauge.
    Empty,
    /// Before a search.
    Search,
    /// A dash of a range.
    Range,
    /// Cut text.
    Ellipsis,
    /// A part of a horizontal bar.
    Block,
    /// Corners of a popup: top left.
    TopLeft,
    /// Top right.
    TopRight,
    /// Bottom left.
    BottomLeft,
    /// Bottom right.
    BottomRight,
    /// Left and right.
    Arrows,
    /// A post about a topic.
    Topic,
}

impl Glyph {
    /// Every glyph: a test holds the ASCII set complete.
    pub const ALL: [Self; 21] = [
        Self::Rule,
        Self::Bar,
        Self::Dashed,
        Self::Divider,
        Self::DividerDown,
        Self::DividerUp,
        Self::Edge,
        Self::Dot,
        Self::Here,
        Self::Full,
        Self::Empty,
        Self::Search,
        Self::Range,
        Self::Ellipsis,
        Self::Block,
        Self::TopLeft,
        Self::TopRight,
        Self::BottomLeft,
        Self::BottomRight,
        Self::Arrows,
        Self::Topic,
    ];

    fn forms(self) -> (&'static str, &'static str) {
        match self {
            Self::Rule => ("─", "-"),
            Self::Bar => ("━", "="),
            Self::Dashed => ("╌", "-"),
            Self::Divider => ("│", "|"),
            Self::DividerDown => ("┬", "+"),
            Self::DividerUp => ("┴", "+"),
            Self::Edge => ("▌", ">"),
            Self::Topic => ("◆", "#"),
            Self::Dot => ("·", "."),
            Self::Here => ("▸", ">"),
            Self::Full => ("▰", "#"),
            Self::Empty => ("▱", "."),
            Self::Search => ("⌕", "/"),
            Self::Range => ("–", "-"),
            Self::Ellipsis => ("…", "~"),
            Self::Block => ("█", "#"),
            Self::TopLeft => ("╭", "+"),
            Self::TopRight => ("╮", "+"),
            Self::BottomLeft => ("╰", "+"),
            Self::BottomRight => ("╯", "+"),
            Self::Arrows => ("←→", "<>"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color) -> f64 {
        let Color::Rgb(red, green, blue) = colour else { return 0.0 };
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
    }

    /// The contrast of WCAG 2: (lighter + 0.05) ÷ (darker + 0.05).
    fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn both_themes_are_legible() {
        for palette in [DARK, LIGHT] {
            for colour in [palette.text, palette.dim, palette.accent, palette.asks, palette.good, palette.problem] {
                assert!(contrast(colour, palette.ground) >= 4.5, "{colour:?} on {:?}", palette.ground);
            }
        }
    }

    #[test]
    fn the_ascii_set_is_ascii() {
        let paint = Paint::new(Theme::Terminal, false, true);
        let marks = [Mark::Owed, Mark::Due, Mark::Other, Mark::Snoozed, Mark::Done, Mark::Now, Mark::None];
        assert!(marks.iter().all(|mark| paint.mark(*mark).is_ascii()));
        assert!(Glyph::ALL.iter().all(|glyph| paint.glyph(*glyph).is_ascii()));
        assert!((0..8).all(|height| paint.spark(height).is_ascii()));
        assert!((0..7).all(|level| paint.level(level).is_ascii()));
    }
}
