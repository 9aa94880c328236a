//! Behaviour from the outside.

mod architecture;
mod attention;
mod store;
