//! The way of every command: load, decide, ask once, commit; decide again after a conflict.

use crate::call::{Call, Refusal};
use crate::draw::Draw;
use crate::feed::Backlog;
use crate::hub::Hub;
use crate::lanes::Lanes;
use crate::ports::{Ports, Verdict};
use opentim_domain::{Command, Context, Decision, GroupId, Home, Kind, Reject, Step};
use opentim_store::{Commit, Loaded, Outcome, Store, StoreError};
use std::sync::Arc;
use tokio::sync::Notify;

/// How often a command is decided again before the engine gives up. A conflict needs another commit to succeed in between, so
/// this many in a row do not happen to one caller unless something is wrong.
const MOST_TRIES: u32 = 64;
/// Conflicts after which a command waits for its turn among those of the same home.
const PATIENCE: u32 = 2;
/// How many generated ids may turn out to be taken before the engine gives up.
const MOST_DRAWS: u32 = 32;

/// Takes commands through the store. Share it in an [`Arc`].
pub struct Engine {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) ports: Ports,
    pub(crate) disbanded: Notify,
    pub(crate) hub: Arc<Hub>,
    pub(crate) backlog: Backlog,
    lanes: Lanes,
}

impl Engine {
    /// An engine on this store.
    pub fn new(store: Arc<dyn Store>, ports: Ports) -> Self {
        let hub = Hub::new(ports.clock.clone());
        store.watch(hub.clone());
        Self { store, ports, disbanded: Notify::new(), hub, backlog: Backlog::default(), lanes: Lanes::default() }
    }

    /// The same with another measure of what feeds catch up with.
    #[must_use]
    pub fn with_backlog(self, backlog: Backlog) -> Self {
        Self { backlog, ..self }
    }

    /// The store it works on.
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// The first id for a group that comes without one.
    pub fn draw(&self, call: &Call, kind: Kind) -> GroupId {
        Draw::after(0, &self.ports, call, kind).id()
    }

    /// Does one command.
    ///
    /// # Errors
    /// A [`Refusal`]; nothing changed then, unless it says that this is not known.
    pub async fn run<C: Command>(&self, call: &Call, mut command: C) -> Result<C::Reply, Refusal> {
        let mut asked = self.ports.back_end.is_none();
        let mut drawn = Drawn::default();
        let mut turn = None;
        let mut conflicts = 0;
        for _ in 0..MOST_TRIES {
            let home = command.home(call.app);
            if conflicts >= PATIENCE && turn.is_none() {
                turn = self.lanes.turn(call.app, &home).await;
            }
            let loaded = self.load(call, &command, &home).await?;
            if let Some((request, reply)) = loaded.earlier {
                return earlier(call, request, &reply);
            }
            let context = Context { ask_first: !asked, ..Context::new(loaded.view.now, &call.limits) };
            let decision = match command.decide(&call.actor, &loaded.view, &context) {
                Ok(Step::Done(decision)) => decision,
                Ok(Step::Ask(question)) => {
                    self.ask(call, &question).await?;
                    asked = true;
                    continue;
                }
                Err(Reject::IdTaken { own }) => {
                    if !drawn.again(self, call, &mut command) {
                        return Err(Reject::IdTaken { own }.into());
                    }
                    continue;
                }
                Err(reject) => return Err(reject.into()),
            };
            match self.commit(call, home, decision).await {
                Ok(Some(answer)) => return Ok(answer),
                Ok(None) => conflicts += 1,
                // Whether it was done is found out under the operation id; without one only the caller can look.
                Err(Refusal::Store(StoreError::Unknown(_))) if call.operation.is_some() => {}
                Err(refusal) => return Err(refusal),
            }
        }
        Err(StoreError::Busy.into())
    }

    async fn load<C: Command>(&self, call: &Call, command: &C, home: &Home) -> Result<Loaded, StoreError> {
        let key = call.key();
        let reads = command.reads(&call.actor);
        self.store.load(call.app, home, &reads, key.as_ref()).await
    }

    async fn ask(&self, call: &Call, question: &opentim_domain::Question) -> Result<(), Refusal> {
        let Some(back_end) = &self.ports.back_end else { return Ok(()) };
        match back_end.ask(call.app, &call.actor, question).await {
            Verdict::Allowed => Ok(()),
            Verdict::Refused { number, text } => Err(Refusal::BackEnd { number, text }),
        }
    }

    /// Commits a decision. Nothing comes back after a conflict: the command must be decided again.
    async fn commit<R>(&self, call: &Call, home: Home, decision: Decision<R>) -> Result<Option<R>, Refusal>
    where
        R: minicbor::Encode<()> + for<'b> minicbor::Decode<'b, ()>,
    {
        let Decision { asserts, changes, events, effects, reply } = decision;
        let operation = call.key();
        // It is so already: nothing to write, unless the answer must be kept.
        if operation.is_none() && changes.is_empty() && events.is_empty() && effects.is_empty() {
            return Ok(Some(reply));
        }
        let kept = if operation.is_some() { encode(&reply) } else { Vec::new() };
        let disbands = changes.iter().any(|change| matches!(change, opentim_domain::Change::Disband));
        let commit = Commit { app: call.app, home, operation, asserts, changes, events, effects, reply: kept };
        let outcome = self.store.commit(commit).await;
        // Also when the outcome is not known: the clean-up finds out whether there is something to do.
        if disbands && matches!(outcome, Ok(Outcome::Done(_)) | Err(StoreError::Unknown(_))) {
            self.disbanded.notify_one();
        }
        match outcome? {
            Outcome::Done(_) => Ok(Some(reply)),
            Outcome::Conflict => Ok(None),
            Outcome::Earlier { request, reply } => earlier(call, request, &reply).map(Some),
        }
    }
}

/// Ids drawn so far for one command.
#[derive(Default)]
struct Drawn {
    count: u32,
}

impl Drawn {
    fn again<C: Command>(&mut self, engine: &Engine, call: &Call, command: &mut C) -> bool {
        if self.count == MOST_DRAWS {
            return false;
        }
        self.count += 1;
        let earlier = self.count;
        command.redraw(&mut |kind| Draw::after(earlier, &engine.ports, call, kind).id())
    }
}

fn encode<R: minicbor::Encode<()>>(reply: &R) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to a Vec cannot fail, and replies hold nothing that cannot be encoded.
    if let Err(error) = minicbor::encode(reply, &mut bytes) {
        tracing::error!(%error, "a reply could not be encoded");
    }
    bytes
}

/// The answer that was given when the operation id was first used.
fn earlier<R: for<'b> minicbor::Decode<'b, ()>>(call: &Call, request: [u8; 16], reply: &[u8]) -> Result<R, Refusal> {
    if call.operation.as_ref().is_none_or(|operation| operation.request != request) {
        return Err(Reject::OperationReused.into());
    }
    minicbor::decode(reply).map_err(|error| StoreError::Damaged(format!("a kept answer cannot be read: {error}")).into())
}
