//! Keys, and UserSigs for tests.

use crate::settings;
use opentim_store::{Clock, SystemClock};
use opentim_wire::sdk::base::GenTestUserSigOptions;
use std::path::PathBuf;

/// Variable that names the key where no option does.
const KEY_VARIABLE: &str = "OPENTIM_SECRET_KEY";

/// The key that an option or the environment names; a folder's own key counts only where there is none.
pub(crate) fn named_key(option: Option<&str>) -> Option<String> {
    let named = option.map(str::to_owned).or_else(|| std::env::var(KEY_VARIABLE).ok());
    named.filter(|key| !key.is_empty())
}

/// The time in unix seconds.
pub(crate) fn now() -> u64 {
    SystemClock.now().secs().0
}

/// Signs a UserSig for tests and development: `{sdkappid?, userID, expire?, secretKey?, dataDir?}` as JSON text.
///
/// # Errors
/// A sentence that says what to mend; it never holds a key.
pub fn gen_test_usersig(options: &str) -> Result<String, String> {
    let options = GenTestUserSigOptions::from_json(options)?;
    let (app, user) = (options.app()?, options.user()?);
    let key = match named_key(options.secretKey.as_deref()) {
        Some(key) => key,
        None => {
            let folder: PathBuf = match options.dataDir.as_deref().filter(|path| !path.is_empty()) {
                Some(path) => settings::absolute(path)?,
                None => settings::default_folder()?,
            };
            opentim_store_sqlite::read_secret_key(&folder).map_err(|error| error.to_string())?
        }
    };
    Ok(opentim_usersig::sign(key.as_bytes(), app.get(), user.as_str(), now(), options.lifetime()))
}
