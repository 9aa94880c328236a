//! Screens: cursor state and actions, a file each; `ui::screens` paints them.

pub mod communities;
pub mod people;
pub mod review;
pub mod today;
