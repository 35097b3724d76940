//! Lines to a server somewhere else.

mod connect;
mod files;
mod memory;
mod tls;

pub(crate) use memory::Memory;

use super::wire::{self, log_in};
use super::{Begin, Closed, Opened, Opener, Opening};
use opentim_domain::{AppId, UserId};
use opentim_engine::Cursors;
use opentim_wire::frame::{self, Dialect, Login};
use opentim_wire::sdk::VERSION;
use opentim_wire::sdk::base::ServerAddress;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tls::Tls;

/// The first pause before a server is tried again; it doubles each time.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// The longest.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// A server, as `TIMInit` names it. Nothing is connected before a login.
pub(crate) struct Server {
    /// Where it takes clients, best first.
    addresses: Vec<ServerAddress>,
    tls: Tls,
    /// The folder of what is remembered of logins.
    remembered: PathBuf,
}

impl Server {
    /// A server at these addresses; `ca` holds the certificates of an authority of the app's own. What is remembered of logins is
    /// kept in the folder `remembered`.
    ///
    /// # Errors
    /// A sentence: that file cannot be used.
    pub(crate) fn new(addresses: Vec<ServerAddress>, ca: Option<&Path>, remembered: PathBuf) -> Result<Arc<Self>, String> {
        Ok(Arc::new(Self { addresses, tls: Tls::new(ca)?, remembered }))
    }

    /// What is remembered of a user's logins there.
    pub(crate) async fn memory(&self, app: AppId, user: &UserId, instance: Option<&str>) -> Arc<Memory> {
        let addresses: Vec<String> = self.addresses.iter().map(ToString::to_string).collect();
        let whose = format!("{}\n{app}\n{user}\n{}", addresses.join(" "), instance.unwrap_or_default());
        Memory::load(&self.remembered, &whose).await
    }

    /// What opens the lines of a login there.
    pub(crate) fn opener(self: &Arc<Self>, app: AppId, user: UserId, instance: Option<&str>, proof: String) -> ToServer {
        let login = Login {
            v: frame::VERSION,
            sdkappid: app,
            user,
            usersig: proof,
            dialect: Dialect::Sdk,
            instance: instance.unwrap_or_default().to_owned(),
            client: format!("opentim/{VERSION} {}", std::env::consts::OS),
            resume: None,
            cursors: None,
            rooms: Vec::new(),
            again: None,
            policy: None,
        };
        ToServer { server: self.clone(), login }
    }
}

/// Opens lines to a server.
pub(crate) struct ToServer {
    server: Arc<Server>,
    /// The login to come, without its beginning. Its token is that of the last line.
    login: Login,
}

impl ToServer {
    async fn log_in(&mut self, begin: Begin) -> Result<Opened, Closed> {
        let cursors = begin.cursors.map(|Cursors { notices, groups }| frame::Cursors { notices, groups });
        let login = Login { cursors, rooms: begin.rooms, again: wire::again(begin.again), ..self.login.clone() };
        let socket = connect::connect(&self.server.addresses, &self.server.tls).await.map_err(Closed::Later)?;
        let (opened, welcome) = log_in(socket, login).await?;
        tracing::info!(user = %welcome.user, session = welcome.session, resumed = welcome.resumed, "connected");
        self.login.resume = Some(welcome.token);
        Ok(opened)
    }
}

impl Opener for ToServer {
    fn open(&mut self, begin: Begin) -> Opening<'_> {
        Box::pin(self.log_in(begin))
    }

    fn pause(&self, failures: u32) -> Duration {
        FIRST_PAUSE.saturating_mul(2u32.saturating_pow(failures)).min(LONGEST_PAUSE)
    }

    fn prove(&mut self, proof: String) -> String {
        std::mem::replace(&mut self.login.usersig, proof)
    }
}
