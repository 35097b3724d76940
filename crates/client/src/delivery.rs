//! The way of an event from the engine to the listeners of a session.
//!
//! From login to logout one task takes what the engine pushes and calls the listeners with it, one event after the other. An event
//! is completed with what is known of the group and its people, as far as that can be read; it never waits for more and is never
//! left out because of it.

use crate::caught::caught;
use crate::listener::Listeners;
use crate::runtime::runtime;
use opentim_domain::{Actor, AppId, Face, GroupId, Kind, Limits, Notice, UserId};
use opentim_engine::{Call, Connection, Ending, Engine, Push, Refusal, SessionId};
use opentim_store::{StoredEvent, StoredNotice};
use opentim_wire::sdk::Event;
use opentim_wire::sdk::event::{Known, Report, Tip, messages_text, tip_text};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::task::JoinHandle;

/// Most members of an event whose records are read for it; of the others id and role are shown.
const MOST_RECORDS: usize = 100;

/// The presence of a session's user, and the task that tells him. Both end when this is dropped.
pub(crate) struct Delivery {
    session: SessionId,
    task: JoinHandle<()>,
}

impl Delivery {
    /// Begins to deliver to `listeners` what concerns `user`.
    pub(crate) async fn begin(
        engine: &Arc<Engine>,
        app: AppId,
        user: &UserId,
        limits: Arc<Limits>,
        listeners: Arc<Listeners>,
    ) -> Result<Self, Refusal> {
        let connection = engine.connect(app, user, limits.clone()).await?;
        let session = connection.session();
        // What the client reads for its own sake, no rule stands in its way: the user hears of the event, so he may see it.
        let call = Call { app, actor: Actor::app_admin(user.clone(), Face::System), limits, operation: None };
        let courier = Courier { engine: engine.clone(), call, listeners };
        Ok(Self { session, task: runtime().spawn(courier.run(connection)) })
    }

    /// Number of the session in its engine.
    pub(crate) fn session(&self) -> SessionId {
        self.session
    }

    /// Ends it; no listener is called any more when this returns.
    pub(crate) async fn end(mut self) {
        self.task.abort();
        // The result says only that it was aborted.
        let _ = (&mut self.task).await;
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Courier {
    engine: Arc<Engine>,
    call: Call,
    listeners: Arc<Listeners>,
}

impl Courier {
    async fn run(self, mut connection: Connection) {
        loop {
            let push = connection.next().await;
            let delivered = self.deliver(push, &connection);
            caught(delivered, || tracing::error!("an event could not be delivered; this is a fault of opentim")).await;
        }
    }

    async fn deliver(&self, push: Push, connection: &Connection) {
        match push {
            Push::Tip { group, kind, event } => self.tip(&group, kind, &event).await,
            Push::Notice(notice) => self.notice(&notice).await,
            Push::Lost => self.resume(connection).await,
        }
    }

    /// The SDK has no event for what was missed: apps read again by themselves. What is told from now on must be right.
    ///
    /// Whoever dropped events has warned of it. Most often nothing was missed: somebody logged in while commits were written.
    async fn resume(&self, connection: &Connection) {
        let user = &self.call.actor.user;
        tracing::debug!(%user, "some commits were not told; the user's groups are read again");
        if let Err(error) = self.engine.resume(connection).await {
            tracing::warn!(%user, %error, "the user's groups could not be read again; he may miss what happens in them");
        }
    }

    async fn tip(&self, group: &GroupId, kind: Kind, event: &StoredEvent) {
        if !self.listeners.any(Event::GroupTips) {
            return;
        }
        let draft = &event.event;
        let tip = Tip { group, at: event.at, member_count: event.member_count, actor: &draft.actor, body: &draft.body };
        let known = self.known(group, self.name(group).await, &tip.people()).await;
        tracing::trace!(%group, ?kind, number = event.number, "group tip");
        if let Some(text) = tip.elem(&known).as_ref().and_then(tip_text) {
            self.listeners.tell(Event::GroupTips, &text);
        }
    }

    async fn notice(&self, notice: &StoredNotice) {
        if !self.listeners.any(Event::NewMessages) {
            return;
        }
        let StoredNotice { number, group, notice, by, at } = notice;
        // The clean-up tells of a disband, and does not know whose it was.
        let ending = if *notice == Notice::Disbanded { self.ending(group).await } else { None };
        let by = by.as_ref().or(ending.as_ref().map(|ending| &ending.by));
        let report = Report { number: *number, group, notice, by, at: *at, rand: rand_of(*number) };
        let name = match &ending {
            Some(ending) => ending.name.clone(),
            None => self.name(group).await,
        };
        let known = self.known(group, name, report.operator().as_slice()).await;
        if let Some(text) = messages_text(&[report.message(&known)]) {
            self.listeners.tell(Event::NewMessages, &text);
        }
    }

    /// What can be read of some members of a group.
    async fn known(&self, group: &GroupId, name: String, people: &[&UserId]) -> Known {
        let mut known = Known { group_name: name, ..Known::default() };
        let most = MOST_RECORDS.min(self.call.limits.role_members);
        let users: Vec<UserId> = people.iter().take(most).copied().cloned().collect();
        match self.engine.members_by_id(&self.call, group, &users).await {
            Ok(found) => known.members = found.into_iter().flatten().map(|member| (member.user.clone(), member)).collect(),
            // For instance of a group that is gone by now.
            Err(error) => tracing::debug!(%group, %error, "an event is told without the members' records"),
        }
        known
    }

    /// The name of a group, or the one it had when it ended; empty when neither can be read.
    async fn name(&self, group: &GroupId) -> String {
        match self.engine.profiles(self.call.app, std::slice::from_ref(group), None).await {
            Ok(found) => match found.into_iter().flatten().next() {
                Some(profile) => profile.group.name,
                None => self.ending(group).await.map(|ending| ending.name).unwrap_or_default(),
            },
            Err(error) => {
                tracing::debug!(%group, %error, "an event is told without the group's name");
                String::new()
            }
        }
    }

    /// How a group ended, if it did and that can be read.
    async fn ending(&self, group: &GroupId) -> Option<Ending> {
        let ending = self.engine.ending(self.call.app, group).await;
        ending.unwrap_or_else(|error| {
            tracing::debug!(%group, %error, "the end of a group is told without who ended it");
            None
        })
    }
}

/// Tells notices apart: kept ones by their number, on every device alike; the others by a count.
fn rand_of(number: u64) -> u64 {
    static TOLD: AtomicU64 = AtomicU64::new(0);
    if number == 0 { TOLD.fetch_add(1, Ordering::Relaxed) + 1 } else { number }
}
