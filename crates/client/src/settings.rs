//! What an instance is made with.

use opentim_domain::{AppId, Limits};
use opentim_wire::sdk::Generation;
use opentim_wire::sdk::base::TimRenderOptions;
use std::path::PathBuf;
use std::sync::Arc;

/// Folder in the user's home that holds the data when no other is named.
const DEFAULT_FOLDER: &str = ".opentim";

/// Settings of an instance. Nothing is opened with them before `TIMInit`.
#[derive(Clone, PartialEq, Eq)]
pub struct Settings {
    /// The app.
    pub app: AppId,
    /// Data folder, absolute.
    pub data_dir: Option<PathBuf>,
    /// Key that UserSigs are checked with.
    pub secret_key: Option<String>,
    /// Address of a server.
    pub server: Option<String>,
    /// Name of the account slot.
    pub instance: Option<String>,
    /// The numbers and choices that the app lives by.
    pub limits: Arc<Limits>,
    /// The form of the answers and events of this instance.
    pub generation: Generation,
}

impl Settings {
    /// Takes the JSON text of the constructor's options.
    ///
    /// # Errors
    /// A sentence that names the option and what to mend.
    pub fn from_json(options: Option<&str>) -> Result<Self, String> {
        let options = TimRenderOptions::from_json(options)?;
        let limits = Limits { policy: options.policy()?, ..Limits::RECOMMENDED };
        Ok(Self {
            app: options.app()?,
            limits: Arc::new(limits),
            data_dir: options.dataDir.filter(|path| !path.is_empty()).map(|path| absolute(&path)).transpose()?,
            secret_key: options.secretKey.filter(|key| !key.is_empty()),
            server: options.server.filter(|address| !address.is_empty()),
            instance: options.instance,
            generation: options.compat.unwrap_or_default(),
        })
    }
}

/// The folder meant by `path`, whatever the working directory becomes later.
pub(crate) fn absolute(path: &str) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|error| format!("dataDir {path:?} is not a usable path: {error}"))
}

/// The data folder when no other is named.
pub(crate) fn default_folder() -> Result<PathBuf, String> {
    let home = std::env::home_dir().filter(|home| home.is_absolute());
    home.map(|home| home.join(DEFAULT_FOLDER))
        .ok_or_else(|| "the user has no home folder; name a data folder with dataDir".to_owned())
}
