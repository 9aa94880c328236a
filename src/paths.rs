//! Where things lie: the data directory, the config file.
//!
//! Reads the environment, nothing else. Must not open or make anything.

use std::env;
use std::path::PathBuf;

use directories::ProjectDirs;

/// Where the program keeps and looks for things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The folder of the database.
    pub data: PathBuf,
    /// The config file, whether it is there or not.
    pub config: PathBuf,
}

impl Paths {
    /// The folders in force: an argument first, then `ROUNDS_DATA_DIR` and `ROUNDS_CONFIG`,
    /// then the system's own.
    ///
    /// # Errors
    /// When the system names no home and nothing else says where to look.
    pub fn find(data: Option<PathBuf>, config: Option<PathBuf>) -> Result<Self, String> {
        let from = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let system = ProjectDirs::from("", "", "rounds");
        let homeless = "there is no home folder: name one with --data-dir and --config";
        let data = data
            .or_else(|| from("ROUNDS_DATA_DIR"))
            .or_else(|| system.as_ref().map(|dirs| dirs.data_dir().to_path_buf()))
            .ok_or(homeless)?;
        let config = config
            .or_else(|| from("ROUNDS_CONFIG"))
            .or_else(|| system.as_ref().map(|dirs| dirs.config_dir().join("config.toml")))
            .ok_or(homeless)?;
        Ok(Self { data, config })
    }
}
