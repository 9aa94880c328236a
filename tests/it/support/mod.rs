//! What tests of the whole process stand on.

pub(crate) mod pty;
