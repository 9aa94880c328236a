//! Screens: cursor state and actions, a file each; `ui::screens` paints them.
//!
//! Holds the sizes at which a screen is laid out anew: where a key pages, the state must know what is in sight.

pub mod communities;
pub mod listen;
pub mod people;
pub mod reader;
pub mod review;
pub mod today;

/// Columns from which list and detail stand side by side.
pub const WIDE: u16 = 110;
/// Less than this and a strip is drawn instead of a screen.
pub const STRIP: (u16, u16) = (50, 10);

/// Whether list and detail stand side by side on a screen of that size.
pub fn is_wide(size: (u16, u16)) -> bool {
    size.0 >= WIDE && size.1 >= STRIP.1
}
