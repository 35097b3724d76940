//! An instance of the SDK.

use crate::backlog::Backlog;
use crate::call::{self, Argument, Instance};
use crate::listener::{EventListener, ListenerId, Owner};
use crate::log::{self, LogListener};
use crate::runtime::runtime;
use crate::session::Membership;
use crate::settings::Settings;
use opentim_wire::sdk::{Event, Generation, METHODS};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The names of all methods.
pub fn methods() -> impl Iterator<Item = &'static str> {
    METHODS.iter().copied().flatten().map(|method| method.name)
}

/// One instance.
pub struct Client {
    instance: Arc<Instance>,
    membership: Membership,
    log_slot: log::Slot,
    owner: Owner,
    closed: AtomicBool,
}

impl Client {
    /// An instance with these settings. It opens nothing.
    pub fn new(settings: Settings) -> Self {
        log::start();
        let membership = Membership::join(&settings);
        let instance = Arc::new(Instance { session: membership.session.clone(), settings });
        Self { instance, membership, log_slot: log::Slot::default(), owner: Owner::new(), closed: AtomicBool::new(false) }
    }

    /// Calls a method; the future gives the reply's JSON text. It never fails: what goes wrong is a code in the reply.
    ///
    /// The call takes its place in the order of the session's calls now, its work is done by whoever runs the future.
    pub fn call(&self, method: &str, argument: Argument) -> impl Future<Output = String> + Send + 'static + use<> {
        call::start(&self.instance, self.is_closed(), method, argument)
    }

    /// Sends log lines (level as in `TIMLogLevel`, text) to `listener`; nothing drops the one there was. It is called from any
    /// thread and must return at once.
    pub fn set_log_listener(&self, listener: Option<LogListener>) {
        self.log_slot.set(listener.filter(|_| !self.is_closed()));
    }

    /// Sends events to `listener` in place of those that this instance has for them; nothing drops them.
    ///
    /// It is kept over logouts, and when the instance is dropped without having been closed, as long as its session.
    pub fn listen(&self, event: Event, listener: Option<EventListener>) {
        let listener = listener.filter(|_| !self.is_closed()).map(|listener| self.translated(event, listener));
        self.instance.session.listeners.set(self.owner, event, listener);
    }

    /// Sends events to `listener` too; nothing if the instance is closed.
    pub fn add_listener(&self, event: Event, listener: EventListener) -> Option<ListenerId> {
        (!self.is_closed()).then(|| self.instance.session.listeners.add(self.owner, event, self.translated(event, listener)))
    }

    /// What calls `listener` with events as the generation of this instance reads them.
    fn translated(&self, event: Event, listener: EventListener) -> EventListener {
        match self.instance.settings.generation {
            Generation::Present => listener,
            generation => Arc::new(move |text| match generation.event(event, text) {
                Some(older) => listener(&older),
                None => listener(text),
            }),
        }
    }

    /// Drops a listener that this instance has added. A call of it that another thread has begun may still be under way.
    pub fn remove_listener(&self, id: ListenerId) {
        self.instance.session.listeners.remove(self.owner, id);
    }

    /// What the listeners of this session have taken on. Who does not hear an event within his listener says there that it waits:
    /// no more events are told while too many wait.
    pub fn backlog(&self) -> &Arc<Backlog> {
        &self.instance.session.listeners.backlog
    }

    fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Ends this instance: later calls are refused with 7014, and its listeners hear nothing more. The last instance of a session ends the session too.
    pub fn close(&self) {
        if self.closed.swap(true, Ordering::AcqRel) {
            return;
        }
        self.log_slot.set(None);
        self.instance.session.listeners.drop_all_of(self.owner);
        if self.membership.leave() {
            let leaving = self.membership.session.leave();
            let turn = self.membership.session.turn_to_change();
            runtime().spawn(async move {
                turn.come().await.end().await;
                drop(leaving);
            });
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if !self.is_closed() {
            self.membership.forget();
        }
    }
}
