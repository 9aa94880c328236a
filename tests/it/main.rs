//! Behaviour from the outside.
