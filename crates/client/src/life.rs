//! Methods that change the session: start, end, login, logout.

use crate::call::Instance;
use crate::folder::Folder;
use crate::link::{Link, Served};
use crate::refusal;
use crate::session::State;
use crate::{log, settings, usersig};
use opentim_gateway::Who;
use opentim_wire::sdk::base::{self, InitParam, ServerAddress};
use opentim_wire::sdk::codes::INIT_FAILED;
use opentim_wire::sdk::{Changes, Failure, Request, VERSION, reply};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Does the work of one.
pub(crate) async fn answer(method: Changes, instance: &Instance, state: &mut State, request: &Request) -> Result<String, Failure> {
    match method {
        Changes::Init => init(instance, state, request).await,
        Changes::Uninit => {
            state.end().await;
            Ok(reply::bare(0))
        }
        Changes::Login => login(instance, state, request).await,
        Changes::Logout => {
            if let Some(user) = state.log_out().await {
                tracing::info!(%user, "logged out");
            }
            Ok(reply::success("", &request.user_data))
        }
    }
}

async fn init(instance: &Instance, state: &mut State, request: &Request) -> Result<String, Failure> {
    let param = base::init(request)?;
    log::electron(param.electron_log);
    if state.folder.is_some() {
        return Ok(reply::bare(0));
    }
    match open(instance, &state.servers(&instance.settings), param).await {
        Ok(folder) => {
            state.folder = Some(folder);
            state.why_closed = None;
            Ok(reply::bare(0))
        }
        Err(why) => {
            tracing::error!("TIMInit: {why}");
            let failure = Failure::new(INIT_FAILED, why.clone());
            state.why_closed = Some(why);
            Err(failure)
        }
    }
}

async fn open(instance: &Instance, servers: &[ServerAddress], param: InitParam) -> Result<Arc<Folder>, String> {
    let settings = &instance.settings;
    if let Some(address) = servers.first() {
        return Err(format!(
            "opentim {VERSION} cannot work with the server {address} yet; leave `server` out to use a data folder"
        ));
    }
    let config_path = param.config_path.filter(|path| !path.is_empty());
    if let Some(path) = &config_path
        && !Path::new(path).is_dir()
    {
        return Err(format!("config_path {path:?} is not a directory; create it, or leave config_path out"));
    }
    let folder: PathBuf = match (&settings.data_dir, config_path) {
        (Some(folder), _) => folder.clone(),
        (None, Some(path)) => settings::absolute(&path)?,
        (None, None) => settings::default_folder()?,
    };
    Folder::open(&folder).await.map_err(|error| format!("{error} (data folder {})", folder.display()))
}

async fn login(instance: &Instance, state: &mut State, request: &Request) -> Result<String, Failure> {
    let (user, sig) = base::login(request)?;
    let settings = &instance.settings;
    let named = usersig::named_key(settings.secret_key.as_deref());
    let key = match &named {
        Some(key) => key,
        None => &state.folder()?.secret_key,
    };
    let checked = opentim_usersig::verify(&sig, &[key.as_bytes()], settings.app.get(), user.as_str(), usersig::now());
    let claims = checked.map_err(|fault| {
        let failure = refusal::of_usersig(&fault);
        // The caller is told; for everybody else it is no more than news.
        tracing::info!(%user, code = failure.code, "login refused");
        failure
    })?;
    if let Some(link) = state.link().ok().filter(|link| *link.user() == user) {
        link.renew(claims.expires_at());
    } else {
        let who = Who { app: settings.app, user: user.clone(), limits: settings.limits.clone() };
        let opener = state.folder()?.opener(who);
        let listeners = instance.session.listeners.clone();
        let served = Served { user: user.clone(), listeners, expires_at: Arc::new(claims.expires_at().into()) };
        let link = Link::begin(served, opener).await?;
        state.log_in(link).await;
    }
    tracing::info!(%user, app = %settings.app, "logged in");
    Ok(reply::success("", &request.user_data))
}
