//! What an instance is made with.

use opentim_domain::{AppId, Limits};
use opentim_wire::sdk::Generation;
use opentim_wire::sdk::base::{ServerAddress, TimRenderOptions};
use std::path::PathBuf;
use std::sync::Arc;

/// Folder in the user's home that holds the data when no other is named.
const DEFAULT_FOLDER: &str = ".opentim";
/// Variable with the address of a server for instances that name neither a server nor a data folder.
const SERVER: &str = "OPENTIM_SERVER";

/// Settings of an instance. Nothing is opened with them before `TIMInit`.
#[derive(Clone, PartialEq, Eq)]
pub struct Settings {
    /// The app.
    pub app: AppId,
    /// Data folder, absolute.
    pub data_dir: Option<PathBuf>,
    /// Key that UserSigs are checked with.
    pub secret_key: Option<String>,
    /// The server that the groups are on; else they are in a data folder.
    pub server: Option<ServerAddress>,
    /// File with the certificates of an authority of the app's own, absolute.
    pub ca: Option<PathBuf>,
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
        Self::of(options, std::env::var(SERVER).ok().as_deref())
    }

    fn of(options: TimRenderOptions, usual_server: Option<&str>) -> Result<Self, String> {
        let limits = options.limits()?;
        let server = options.server()?;
        let instance = options.instance()?.map(str::to_owned);
        let data_dir = options.dataDir.as_deref().filter(|path| !path.is_empty()).map(absolute).transpose()?;
        let server = match usual_server.filter(|address| !address.is_empty() && server.is_none() && data_dir.is_none()) {
            Some(address) => Some(ServerAddress::parse(address).map_err(|fault| format!("{SERVER} {fault}"))?),
            None => server,
        };
        Ok(Self {
            app: options.app()?,
            limits: Arc::new(limits),
            data_dir,
            secret_key: options.secretKey.filter(|key| !key.is_empty()),
            ca: ca(options.ca.as_deref(), server.as_ref())?,
            server,
            instance,
            generation: options.compat.unwrap_or_default(),
        })
    }
}

/// The file of a private authority. A server without TLS shows no certificate: whoever names both believes in a safety that is
/// not there.
fn ca(path: Option<&str>, server: Option<&ServerAddress>) -> Result<Option<PathBuf>, String> {
    let Some(path) = path.filter(|path| !path.is_empty()) else { return Ok(None) };
    if let Some(server) = server.filter(|server| !server.secure) {
        return Err(format!("ca is for servers over TLS, {server} is not one; write wss:// or leave ca out"));
    }
    std::path::absolute(path).map(Some).map_err(|error| format!("ca {path:?} is not a usable path: {error}"))
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

#[cfg(test)]
mod tests;
