//! What all calls share.

use crate::config::{AppSettings, Faults, SecretKey};
use crate::gate::{Alarms, Buckets, Lockout, SignatureCache};
use crate::gateway::{Gateway, GatewaySettings};
use crate::metrics::Counts;
use crate::source::Network;
use crate::tls::Tls;
use crate::webhooks::Webhooks;
use opentim_domain::{AppId, Limits, UserId};
use opentim_engine::{BackEnd, Engine, Ports, Random};
use opentim_gateway::Host;
use opentim_store::{Clock, Store};
use std::collections::HashMap;
use std::future::Future;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// Signatures of admins that are known at the same time.
const ADMINS: NonZeroUsize = NonZeroUsize::new(1024).unwrap();
/// Signatures of users that are known at the same time.
const LOGINS: NonZeroUsize = NonZeroUsize::new(16_384).unwrap();

/// An app as the gate and the commands need it.
pub(crate) struct App {
    pub id: AppId,
    pub keys: Vec<SecretKey>,
    pub admins: Vec<UserId>,
    pub limits: Arc<Limits>,
    pub buckets: Buckets,
    pub alarms: Alarms,
}

/// How long the server waits for others.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the handshake of a TLS connection.
    pub handshake: Duration,
    /// For the head of a request, and for the next request on a connection that is kept open.
    pub head: Duration,
    /// For the body of a request.
    pub body: Duration,
    /// For calls under way when the server is asked to stop.
    pub drain: Duration,
    /// Connections at the same time; more wait to be accepted.
    pub connections: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            handshake: Duration::from_secs(10),
            head: Duration::from_secs(60),
            body: Duration::from_secs(30),
            drain: Duration::from_secs(10),
            connections: 10_000,
        }
    }
}

/// What all calls share. Keep it in an [`Arc`].
pub struct Server {
    pub(crate) engine: Arc<Engine>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) apps: HashMap<AppId, App>,
    /// Signatures of admins.
    pub(crate) signatures: SignatureCache,
    /// Signatures of users who logged in.
    pub(crate) logins: SignatureCache,
    pub(crate) lockout: Lockout,
    pub(crate) patience: Patience,
    pub(crate) started: Instant,
    pub(crate) counts: Counts,
    /// Room for connections that are no sessions.
    pub(crate) places: Arc<Semaphore>,
    /// Who shows it may see the metrics.
    pub(crate) metrics: Option<SecretKey>,
    pub(crate) tls: Option<Tls>,
    pub(crate) trusted_proxies: Vec<Network>,
    pub(crate) gateway: Option<Gateway>,
    pub(crate) webhooks: Arc<Webhooks>,
}

impl Server {
    /// A server of these apps on this store. `id_key` is the installation's key for ids made under an operation id.
    pub fn new(apps: Vec<AppSettings>, store: Arc<dyn Store>, clock: Arc<dyn Clock>, id_key: [u8; 32], patience: Patience) -> Self {
        let webhooks = Arc::new(Webhooks::new(&apps, store.clone(), clock.clone()));
        let back_end = webhooks.any().then(|| webhooks.clone() as Arc<dyn BackEnd>);
        let ports = Ports { random: Arc::new(ServerRandom), back_end, clock: clock.clone(), id_key };
        Self::composed(apps, Arc::new(Engine::new(store, ports)), clock, patience, webhooks)
    }

    /// A server of these apps on an engine that others of this process use too. One of them has to do the [clean-up](Self::clean_up).
    /// The apps' webhooks are not served: the engine asks whom it was made with.
    pub fn on_engine(apps: Vec<AppSettings>, engine: Arc<Engine>, clock: Arc<dyn Clock>, patience: Patience) -> Self {
        let webhooks = Arc::new(Webhooks::new(&[], engine.store().clone(), clock.clone()));
        Self::composed(apps, engine, clock, patience, webhooks)
    }

    fn composed(
        apps: Vec<AppSettings>,
        engine: Arc<Engine>,
        clock: Arc<dyn Clock>,
        patience: Patience,
        webhooks: Arc<Webhooks>,
    ) -> Self {
        let gateway = Gateway::new(Host::new(engine.clone()), GatewaySettings::default().within(patience.drain));
        Self {
            store: engine.store().clone(),
            engine,
            clock,
            apps: apps.into_iter().map(|app| (app.id, App::from(app))).collect(),
            signatures: SignatureCache::of(ADMINS),
            logins: SignatureCache::of(LOGINS),
            lockout: Lockout::default(),
            patience,
            started: Instant::now(),
            counts: Counts::default(),
            places: Arc::new(Semaphore::new(patience.connections)),
            metrics: None,
            tls: None,
            trusted_proxies: Vec::new(),
            gateway: Some(gateway),
            webhooks,
        }
    }

    /// The same server with these settings of sessions; none: there is no gateway.
    #[must_use]
    pub fn with_gateway(self, settings: Option<GatewaySettings>) -> Self {
        let host = || self.gateway.as_ref().map_or_else(|| Host::new(self.engine.clone()), |gateway| gateway.host().clone());
        let gateway = settings.map(|settings| Gateway::new(host(), settings.within(self.patience.drain)));
        Self { gateway, ..self }
    }

    /// The same server with metrics for who shows this token.
    #[must_use]
    pub fn with_metrics(self, token: Option<SecretKey>) -> Self {
        Self { metrics: token, ..self }
    }

    /// The same server behind these proxies, whose word on the caller's address is taken.
    #[must_use]
    pub fn behind(self, trusted_proxies: Vec<Network>) -> Self {
        Self { trusted_proxies, ..self }
    }

    /// The same server with secure connections only.
    #[must_use]
    pub fn with_tls(self, tls: Tls) -> Self {
        Self { tls: Some(tls), ..self }
    }

    /// Most connections at the same time, sessions among them.
    pub fn most_connections(&self) -> usize {
        self.patience.connections + self.gateway.as_ref().map_or(0, Gateway::most_sessions)
    }

    /// Whether connections are secure.
    pub fn is_secure(&self) -> bool {
        self.tls.is_some()
    }

    /// Reads the files of TLS anew, for later connections.
    ///
    /// # Errors
    /// As [`Tls::load`]; what was read before stays in use.
    pub fn reload(&self) -> Result<Vec<String>, Faults> {
        self.tls.as_ref().map_or(Ok(Vec::new()), Tls::reload)
    }

    /// Tells the apps' back ends what happens, until `stop` is there.
    pub async fn deliver(&self, stop: impl Future<Output = ()>) {
        self.webhooks.deliver(stop).await;
    }

    /// Finishes what disbanded groups and deleted accounts left behind, now and whenever there is one more. Never ends.
    pub async fn clean_up(&self) {
        /// A call that was dropped in the middle does not wake this loop, so it also looks by itself.
        const ANYWAY: Duration = Duration::from_secs(60);
        loop {
            match self.engine.clean_up().await {
                Ok(0) => {}
                Ok(count) => tracing::info!(count, "removed what disbanded groups and deleted accounts had left behind"),
                Err(refusal) => {
                    tracing::error!(%refusal, "the clean-up of disbanded groups and deleted accounts stopped; it is tried again")
                }
            }
            let _ = tokio::time::timeout(ANYWAY, self.engine.clean_up_wanted()).await;
        }
    }
}

impl From<AppSettings> for App {
    fn from(app: AppSettings) -> Self {
        let AppSettings { id, keys, admins, limits, rates, webhooks: _ } = app;
        Self { id, keys, admins, limits: Arc::new(limits), buckets: Buckets::new(rates), alarms: Alarms::default() }
    }
}

/// The system's source of unpredictable bytes.
pub struct ServerRandom;

impl Random for ServerRandom {
    fn fill(&self, bytes: &mut [u8]) {
        // A system without randomness cannot give out ids; the call fails at the border as an internal error.
        if let Err(error) = getrandom::fill(bytes) {
            panic!("the system gives no random bytes: {error}");
        }
    }
}
