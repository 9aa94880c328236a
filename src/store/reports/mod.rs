//! What screens and command line show: facts read here, built by `report`.

mod amounts;
mod around;
mod cards;
mod duplicates;
mod listening;
mod lists;
mod marks;
mod quiet;
mod ranked;
mod review;
mod status;
mod today;
mod week;
