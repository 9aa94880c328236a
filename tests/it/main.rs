//! Behaviour from the outside.

mod alike;
mod architecture;
mod attention;
mod cli;
mod demo;
mod doubts;
mod empty;
mod hints;
mod home;
mod hostile;
mod import_screen;
mod imports;
mod laws;
mod listen;
mod load;
mod manual;
mod pictures;
mod refresh;
mod review;
mod rig;
mod scenario;
mod screens;
mod store;
mod troubles;
mod whole;

#[cfg(unix)]
mod pty;
#[cfg(unix)]
mod support;
