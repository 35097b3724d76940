//! Listeners of what happens in groups.
//!
//! A session keeps the listeners of all its instances and calls each of them once for an event, in the order in which they came.
//! Those of an instance that is closed go with it. Those of an instance that is merely dropped stay as long as the session: an app
//! that keeps no variable for its instance still wants to hear, and when garbage is collected must not decide about that.

use crate::backlog::Backlog;
use opentim_wire::sdk::Event;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Takes an event as JSON text. It is called from any thread and must return at once. false: nobody is there to hear any more, and
/// the listener is dropped.
pub type EventListener = Arc<dyn Fn(&str) -> bool + Send + Sync>;

/// A listener that was added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ListenerId(u64);

/// Whose a listener is: one instance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Owner(u64);

impl Owner {
    pub(crate) fn new() -> Self {
        Self(number())
    }
}

fn number() -> u64 {
    static MADE: AtomicU64 = AtomicU64::new(0);
    MADE.fetch_add(1, Ordering::Relaxed)
}

struct Entry {
    id: ListenerId,
    owner: Owner,
    event: Event,
    listener: EventListener,
}

/// The listeners of a session.
#[derive(Default)]
pub(crate) struct Listeners {
    entries: Mutex<Vec<Entry>>,
    /// Their calls that wait.
    pub backlog: Arc<Backlog>,
}

impl Listeners {
    fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn add(&self, owner: Owner, event: Event, listener: EventListener) -> ListenerId {
        let id = ListenerId(number());
        self.entries().push(Entry { id, owner, event, listener });
        id
    }

    pub(crate) fn remove(&self, owner: Owner, id: ListenerId) {
        self.take(|entry| entry.owner == owner && entry.id == id);
    }

    /// Puts a listener in place of all that this owner has for the event.
    pub(crate) fn set(&self, owner: Owner, event: Event, listener: Option<EventListener>) {
        self.take(|entry| entry.owner == owner && entry.event == event);
        if let Some(listener) = listener {
            self.add(owner, event, listener);
        }
    }

    /// Drops all that an owner has.
    pub(crate) fn drop_all_of(&self, owner: Owner) {
        self.take(|entry| entry.owner == owner);
    }

    /// Whether somebody listens at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }

    /// Whether somebody listens to this event.
    pub(crate) fn any(&self, event: Event) -> bool {
        self.entries().iter().any(|entry| entry.event == event)
    }

    /// Calls every listener of an event. One that was removed meanwhile, by another one too, is not called.
    pub(crate) fn tell(&self, event: Event, text: &str) {
        let ids: Vec<ListenerId> = self.entries().iter().filter(|entry| entry.event == event).map(|entry| entry.id).collect();
        for id in ids {
            let listener = self.entries().iter().find(|entry| entry.id == id).map(|entry| entry.listener.clone());
            let Some(listener) = listener else { continue };
            // A listener's panic must not keep the event from the others.
            let told = || event.calls(text).into_iter().all(|text| listener(text));
            let heard = catch_unwind(AssertUnwindSafe(told)).unwrap_or_else(|_| {
                tracing::error!(?event, "a listener failed");
                true
            });
            if !heard {
                self.take(|entry| entry.id == id);
            }
        }
    }

    fn take(&self, which: impl Fn(&Entry) -> bool) {
        let mut entries = self.entries();
        let (gone, stay) = std::mem::take(&mut *entries).into_iter().partition(which);
        *entries = stay;
        drop(entries);
        // Outside of the lock: what a listener holds may do anything when it goes.
        let _: Vec<Entry> = gone;
    }
}

#[cfg(test)]
mod tests;
