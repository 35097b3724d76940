//! Methods that change the session: start, end, login, logout.

use crate::backend::Backend;
use crate::call::Instance;
use crate::folder::Folder;
use crate::link::{Closed, Link, Served, Server};
use crate::refusal;
use crate::session::State;
use crate::settings::Settings;
use crate::{log, settings, usersig};
use opentim_domain::UserId;
use opentim_gateway::Who;
use opentim_wire::sdk::base::{self, InitParam};
use opentim_wire::sdk::codes::INIT_FAILED;
use opentim_wire::sdk::event::NetworkStatus;
use opentim_wire::sdk::{Changes, Failure, Request, reply};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Folder within the data folder with what is remembered of logins at servers.
const REMEMBERED: &str = "remote";

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
    if state.backend.is_some() {
        return Ok(reply::bare(0));
    }
    match open(&instance.settings, state, param).await {
        Ok(backend) => {
            if matches!(backend, Backend::Folder(_)) {
                // There is nothing to wait for: apps that show a connection may show one.
                instance.session.listeners.tell_status(NetworkStatus::Connected, None);
            }
            state.backend = Some(backend);
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

async fn open(settings: &Settings, state: &State, param: InitParam) -> Result<Backend, String> {
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
    let servers = state.servers(settings);
    if !servers.is_empty() {
        let server = Server::new(servers, settings.ca.as_deref(), folder.join(REMEMBERED));
        return server.map(Backend::Server);
    }
    let opened = Folder::open(&folder).await.map_err(|error| format!("{error} (data folder {})", folder.display()));
    opened.map(Backend::Folder)
}

async fn login(instance: &Instance, state: &mut State, request: &Request) -> Result<String, Failure> {
    let (user, sig) = base::login(request)?;
    let app = instance.settings.app;
    let logged_in = match state.backend()?.clone() {
        Backend::Folder(folder) => log_in_here(instance, state, &folder, &user, &sig).await,
        Backend::Server(server) => log_in_there(instance, state, &server, &user, sig).await,
    };
    logged_in.inspect_err(|failure| {
        // The caller is told; for everybody else it is no more than news.
        tracing::info!(%user, code = failure.code, "login refused");
    })?;
    tracing::info!(%user, %app, "logged in");
    Ok(reply::success("", &request.user_data))
}

/// Logs in to a data folder: the UserSig is checked here.
async fn log_in_here(
    instance: &Instance,
    state: &mut State,
    folder: &Arc<Folder>,
    user: &UserId,
    sig: &str,
) -> Result<(), Failure> {
    let settings = &instance.settings;
    let named = usersig::named_key(settings.secret_key.as_deref());
    let key = named.as_ref().unwrap_or(&folder.secret_key);
    let checked = opentim_usersig::verify(sig, &[key.as_bytes()], settings.app.get(), user.as_str(), usersig::now());
    let expires_at = checked.map_err(|fault| refusal::of_usersig(&fault))?.expires_at();
    if let Some(link) = state.link().ok().filter(|link| link.user() == user) {
        link.renew(expires_at);
        return Ok(());
    }
    let opener = folder.opener(Who { app: settings.app, user: user.clone(), limits: settings.limits.clone() });
    let link = Link::begin(served(instance, user, expires_at), opener, None).await.map_err(Closed::failure)?;
    state.log_in(link).await;
    Ok(())
}

/// Logs in to a server, which checks the UserSig.
async fn log_in_there(
    instance: &Instance,
    state: &mut State,
    server: &Arc<Server>,
    user: &UserId,
    sig: String,
) -> Result<(), Failure> {
    let Settings { app, instance: name, .. } = &instance.settings;
    if let Some(link) = state.link().ok().filter(|link| link.user() == user) {
        return link.prove(sig).await;
    }
    let listeners = &instance.session.listeners;
    listeners.tell_status(NetworkStatus::Connecting, None);
    let memory = server.memory(*app, user, name.as_deref()).await;
    let opener = server.opener(*app, user.clone(), name.as_deref(), sig);
    // The server ends the session when the UserSig does.
    let served = served(instance, user, u64::MAX);
    match Link::begin(served, opener, Some(memory)).await {
        Ok(link) => {
            if link.is_connected() {
                listeners.tell_status(NetworkStatus::Connected, None);
            }
            state.log_in(link).await;
            Ok(())
        }
        Err(closed) => {
            let status =
                if matches!(closed, Closed::Later(_)) { NetworkStatus::ConnectFailed } else { NetworkStatus::Disconnected };
            let failure = closed.failure();
            listeners.tell_status(status, Some(&failure));
            Err(failure)
        }
    }
}

fn served(instance: &Instance, user: &UserId, expires_at: u64) -> Served {
    let session = &instance.session;
    Served {
        user: user.clone(),
        listeners: session.listeners.clone(),
        expires_at: Arc::new(expires_at.into()),
        leaving: session.leaving(),
    }
}
