//! Behaviour from the outside.
mod attention;
