//! Behaviour from the outside.
mod attention;
mod store;
