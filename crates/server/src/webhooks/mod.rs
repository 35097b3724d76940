//! Webhooks: the apps' own back ends are asked before some operations and told after them (rule book 7).
//!
//! * Questions ([`asking`]) are put by the engine once all other checks have passed; one request within its time, no second one.
//! * Events come from the app's log ([`tailer`]): at least once, in the order of each group, however long the back end is away. How
//!   far it has been told is kept in the store.
//! * What passes ([`passing`]) is told once, if it can be: presence in live groups, joins that met a full group, alarms.
//!
//! A back end that is slow or dead costs commands nothing but the time of the questions it is asked.

mod asking;
mod client;
mod counts;
mod delivery;
mod news;
mod passing;
mod quota;
mod settings;
mod tailer;
mod target;
mod window;

pub(crate) use asking::with_client_address;
pub(crate) use counts::Counts;
pub use settings::{NoReceiver, OnFailure, Receiver, WebhookSettings};
use target::Target;

use crate::config::AppSettings;
use opentim_domain::AppId;
use opentim_store::{Clock, Store};
use std::collections::HashMap;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use tailer::Tailer;
pub(crate) use tailer::keep;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// The webhooks of all apps.
pub(crate) struct Webhooks {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    /// Those of the apps that have some.
    targets: HashMap<AppId, Arc<Target>>,
    /// The others.
    silent: Vec<AppId>,
}

impl Webhooks {
    pub fn new(apps: &[AppSettings], store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Self {
        let mut targets = HashMap::new();
        let mut silent = Vec::new();
        for app in apps {
            match &app.webhooks {
                Some(settings) => {
                    targets.insert(app.id, Arc::new(Target::new(app, settings, clock.clone())));
                }
                None => silent.push(app.id),
            }
        }
        Self { store, clock, targets, silent }
    }

    /// Whether an app has any.
    pub fn any(&self) -> bool {
        !self.targets.is_empty()
    }

    /// Those of an app.
    pub fn of(&self, app: AppId) -> Option<&Arc<Target>> {
        self.targets.get(&app)
    }

    /// Those of all apps that have some, in the order of their numbers.
    pub fn all(&self) -> Vec<&Arc<Target>> {
        let mut targets: Vec<_> = self.targets.values().collect();
        targets.sort_by_key(|target| target.app);
        targets
    }

    /// Tells all back ends until `stop` is there; then only keeps how far they have been told.
    pub async fn deliver(&self, stop: impl Future<Output = ()>) {
        let (stopping, stopped) = watch::channel(false);
        let mut works = JoinSet::new();
        for target in self.targets.values() {
            let tailer = Tailer::new(self.store.clone(), self.clock.clone(), target.clone());
            works.spawn(tailer.run(stopped.clone()));
            works.spawn(passing::send(target.clone()));
        }
        for app in &self.silent {
            works.spawn(tailer::keep_up(self.store.clone(), *app, stopped.clone()));
        }
        let mut stop = pin!(stop);
        loop {
            tokio::select! {
                () = &mut stop => break,
                Some(ended) = works.join_next() => {
                    if let Err(error) = ended {
                        tracing::error!(%error, "a part of the webhooks ended; restart the server to have them all again");
                    }
                }
            }
        }
        // Nobody listening means that there is nothing to stop.
        let _ = stopping.send(true);
        for target in self.targets.values() {
            target.passing.close();
        }
        while works.join_next().await.is_some() {}
    }
}
