//! `usersig`: signs for an account.

use super::{Stop, Usersig};
use crate::config::Settings;
use opentim_domain::{AppId, UserId};
use opentim_store::{Clock, SystemClock};
use std::path::Path;

pub(super) fn print(arguments: &Usersig) -> Result<(), Stop> {
    let Usersig { config, data_dir, sdkappid, user, expire } = arguments;
    let app = AppId::new(*sdkappid).ok_or_else(|| Stop::refused("--sdkappid must lie between 1 and 9007199254740991"))?;
    let user = UserId::parse(user).map_err(|_| Stop::refused("--user must be 1 to 32 printable ASCII characters"))?;
    let signature = match (config, data_dir) {
        (Some(config), _) => with_config(config, app, &user, *expire)?,
        (None, Some(folder)) => {
            let key = opentim_store_sqlite::read_secret_key(folder).map_err(Stop::failed)?;
            sign(key.as_bytes(), app, &user, *expire)
        }
        (None, None) => return Err(Stop::refused("name a configuration or a data folder")),
    };
    super::say(&signature);
    Ok(())
}

fn with_config(config: &Path, app: AppId, user: &UserId, expire: u64) -> Result<String, Stop> {
    let settings = Settings::load(config).map_err(Stop::refused)?;
    let of_app = settings.apps.iter().find(|known| known.id == app);
    let of_app = of_app.ok_or_else(|| Stop::refused(format!("{}: has no [[app]] with sdkappid {app}", config.display())))?;
    let key = of_app.keys.first().ok_or_else(|| Stop::refused("the app has no key"))?;
    Ok(sign(key.as_ref(), app, user, expire))
}

/// A UserSig from now on.
pub(super) fn sign(key: &[u8], app: AppId, user: &UserId, expire: u64) -> String {
    opentim_usersig::sign(key, app.get(), user.as_str(), SystemClock.now().secs().0, expire)
}
