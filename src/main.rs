//! The program: picks the command line or the full-screen dashboard.

fn main() {}
