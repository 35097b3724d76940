//! The way of every command: load, decide, ask once, commit; decide again after a conflict.

use crate::accounts::Touched;
use crate::call::{Call, Refusal};
use crate::draw::Drawing;
use crate::erase::Erasures;
use crate::feed::Backlog;
use crate::hub::Hub;
use crate::lanes::Lanes;
use crate::ports::{Ports, Signal, Verdict};
use opentim_domain::{Check, Claim, Command, Context, Decision, Home, Reject, Standing, Step, Trace, UserId};
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
    pub(crate) erasures: Erasures,
    lanes: Lanes,
}

impl Engine {
    /// An engine on this store.
    pub fn new(store: Arc<dyn Store>, ports: Ports) -> Self {
        let hub = Hub::new(ports.clock.clone());
        hub.signal_to(ports.back_end.clone());
        store.watch(hub.clone());
        Self {
            store,
            ports,
            disbanded: Notify::new(),
            hub,
            backlog: Backlog::default(),
            erasures: Erasures::default(),
            lanes: Lanes::default(),
        }
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

    /// Does one command.
    ///
    /// # Errors
    /// A [`Refusal`]; nothing changed then, unless it says that this is not known.
    pub async fn run<C: Command>(&self, call: &Call, mut command: C) -> Result<C::Reply, Refusal> {
        let _under_way = self.erasures.begin();
        if let Err(refusal) = self.known(call, &command).await {
            // It may have been done before, whatever has become of those it names: then that is the answer.
            return self.answered_before(call, &command).await?.ok_or(refusal);
        }
        let mut trial = Trial::new(self.wants_to_be_asked(call));
        let mut turn = None;
        for _ in 0..MOST_TRIES {
            let home = command.home(call.app);
            if trial.conflicts >= PATIENCE && turn.is_none() {
                turn = self.lanes.turn(call.app, &home).await;
            }
            let loaded = self.load(call, &command, &home).await?;
            if let Some((request, reply)) = loaded.earlier {
                return earlier(call, request, &reply);
            }
            let present = self.is_present(call, &home);
            // Not within the match: what notes rights must not be held while somebody is waited for.
            let decided = command.decide(&call.actor, &loaded.view, &trial.context(call, &loaded, present));
            let decision = match decided {
                Ok(Step::Done(decision)) => decision,
                Ok(Step::Ask(question)) => {
                    trial.refused = self.ask(call, &question).await?;
                    trial.ask_first = false;
                    continue;
                }
                Err(taken @ (Reject::IdTaken { .. } | Reject::TopicTaken { .. } | Reject::PermissionGroupTaken)) => {
                    if !trial.drawn.again(self, call, &mut command) {
                        return Err(taken.into());
                    }
                    continue;
                }
                Err(reject) => return Err(self.told_full(call, &home, reject).into()),
            };
            match self.commit(call, home, decision).await {
                Ok(Committed::Done(answer)) => return Ok(answer),
                Ok(Committed::Conflict) => trial.conflicts += 1,
                Ok(Committed::Over(claims)) => trial.leave_out(call, claims)?,
                // Whether it was done is found out under the operation id; without one only the caller can look.
                Err(Refusal::Store(StoreError::Unknown(_))) if call.operation.is_some() => {}
                Err(refusal) => return Err(refusal),
            }
        }
        Err(StoreError::Busy.into())
    }

    /// The answer that was given when the operation id was first used, if it was.
    async fn answered_before<C: Command>(&self, call: &Call, command: &C) -> Result<Option<C::Reply>, Refusal> {
        if call.operation.is_none() {
            return Ok(None);
        }
        let loaded = self.load(call, command, &command.home(call.app)).await?;
        loaded.earlier.map(|(request, reply)| earlier(call, request, &reply)).transpose()
    }

    /// Decides a command as [`Engine::run`] would and does nothing of it: nobody is asked, nothing is written. Quotas are not
    /// looked at, because only a commit claims them.
    ///
    /// # Errors
    /// [`Refusal::Store`]. What a rule says is in the explanation.
    pub async fn explain<C: Command>(&self, call: &Call, command: &C) -> Result<Explained, Refusal> {
        match self.known(call, command).await {
            Ok(()) => {}
            Err(Refusal::Rule(reject)) => return Ok(Explained { reject: Some(reject), checks: Vec::new() }),
            Err(refusal) => return Err(refusal),
        }
        let home = command.home(call.app);
        let reads = command.reads(&call.actor);
        let loaded = self.store.load(call.app, &home, &reads, None).await?;
        let trace = Trace::default();
        let present = self.is_present(call, &home);
        let context = Context { present, trace: Some(&trace), ..Context::new(loaded.view.now, &call.limits) };
        let reject = command.decide(&call.actor, &loaded.view, &context).err();
        Ok(Explained { reject, checks: trace.into_checks() })
    }

    /// Refuses who has no account, in an app that takes only those it has imported.
    async fn known<C: Command>(&self, call: &Call, command: &C) -> Result<(), Refusal> {
        let own = Some(&call.actor.user).filter(|_| call.actor.standing == Standing::User);
        self.erasures.refuse(call.app, own.into_iter().chain(&command.concerns()))?;
        if !call.limits.policy.imported_only {
            return Ok(());
        }
        // Also who acts himself: the back end shows invite links for users who never log in.
        let users: Vec<UserId> = command.names().into_iter().chain(own.cloned()).collect();
        let accounts = self.accounts(call.app, &users).await?;
        let unknown = users.iter().zip(accounts).find(|(_, account)| !account.as_ref().is_some_and(|account| account.imported));
        unknown.map_or(Ok(()), |(user, _)| Err(Reject::NoSuchAccount { user: user.to_string() }.into()))
    }

    fn wants_to_be_asked(&self, call: &Call) -> bool {
        self.ports.back_end.as_ref().is_some_and(|back_end| back_end.wants(call.app))
    }

    /// The same refusal; the app's back end hears of it when it is that a group is full (rule book 7.2, AfterGroupFull).
    fn told_full(&self, call: &Call, home: &Home, reject: Reject) -> Reject {
        if let (Reject::Full { .. }, Home::Group(group), Some(back_end)) = (&reject, home, &self.ports.back_end) {
            back_end.signal(call.app, Signal::Full { group });
        }
        reject
    }

    /// The one who calls is present in the live group that the command is about.
    fn is_present(&self, call: &Call, home: &Home) -> bool {
        matches!(home, Home::Group(group) if self.hub.is_present(call.app, group, &call.actor.user))
    }

    async fn load<C: Command>(&self, call: &Call, command: &C, home: &Home) -> Result<Loaded, StoreError> {
        let key = call.key();
        let reads = command.reads(&call.actor);
        self.store.load(call.app, home, &reads, key.as_ref()).await
    }

    /// Gives back those whom the app's back end refused.
    async fn ask(&self, call: &Call, question: &opentim_domain::Question) -> Result<Vec<UserId>, Refusal> {
        let Some(back_end) = &self.ports.back_end else { return Ok(Vec::new()) };
        match back_end.ask(call.app, &call.actor, question).await {
            Verdict::Allowed { refused } => Ok(refused),
            Verdict::Refused { number, text } => Err(Refusal::BackEnd { number, text }),
        }
    }

    /// Commits a decision.
    async fn commit<R>(&self, call: &Call, home: Home, decision: Decision<R>) -> Result<Committed<R>, Refusal>
    where
        R: minicbor::Encode<()> + for<'b> minicbor::Decode<'b, ()>,
    {
        let Decision { asserts, changes, events, effects, reply } = decision;
        let operation = call.key();
        // It is so already: nothing to write, unless the answer must be kept.
        if operation.is_none() && changes.is_empty() && events.is_empty() && effects.is_empty() {
            return Ok(Committed::Done(reply));
        }
        let kept = if operation.is_some() { encode(&reply) } else { Vec::new() };
        let disbands = changes.iter().any(|change| matches!(change, opentim_domain::Change::Disband));
        let account = Touched::of(&home, &changes);
        let commit = Commit { app: call.app, home, operation, asserts, changes, events, effects, reply: kept };
        let outcome = self.store.commit(commit).await;
        self.account_touched(call.app, account, &outcome);
        // Also when the outcome is not known: the clean-up finds out whether there is something to do.
        if disbands && matches!(outcome, Ok(Outcome::Done(_)) | Err(StoreError::Unknown(_))) {
            self.disbanded.notify_one();
        }
        match outcome? {
            Outcome::Done(_) => {
                if let Some(back_end) = &self.ports.back_end {
                    back_end.committed(call.app);
                }
                Ok(Committed::Done(reply))
            }
            Outcome::Conflict => Ok(Committed::Conflict),
            Outcome::Over(claims) => Ok(Committed::Over(claims)),
            Outcome::Earlier { request, reply } => earlier(call, request, &reply).map(Committed::Done),
        }
    }
}

/// What became of a decision.
enum Committed<R> {
    Done(R),
    /// It must be decided again.
    Conflict,
    /// These quotas have no room for it.
    Over(Vec<Claim>),
}

/// What has been found out about one command while it is decided again and again.
struct Trial {
    ask_first: bool,
    refused: Vec<UserId>,
    over_limit: Vec<UserId>,
    drawn: Drawn,
    conflicts: u32,
}

impl Trial {
    fn new(ask_first: bool) -> Self {
        Self { ask_first, refused: Vec::new(), over_limit: Vec::new(), drawn: Drawn::default(), conflicts: 0 }
    }

    fn context<'a>(&'a self, call: &'a Call, loaded: &Loaded, present: bool) -> Context<'a> {
        let (refused, over_limit) = (&self.refused, &self.over_limit);
        Context { ask_first: self.ask_first, refused, over_limit, present, ..Context::new(loaded.view.now, &call.limits) }
    }

    /// Quotas are used up: the command is refused, or decided again without those users whose own quota it is.
    fn leave_out(&mut self, call: &Call, claims: Vec<Claim>) -> Result<(), Refusal> {
        for claim in claims {
            match claim {
                Claim::GroupToday { most } => return Err(Reject::DailyQuota { most }.into()),
                Claim::GroupOfKind { kind, most } => return Err(Reject::TooManyOfKind { kind, most }.into()),
                Claim::Membership { user, most } if user == call.actor.user || self.over_limit.contains(&user) => {
                    return Err(Reject::TooManyGroups { user: user.to_string(), most }.into());
                }
                Claim::Membership { user, .. } => self.over_limit.push(user),
            }
        }
        Ok(())
    }
}

/// What would become of a command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explained {
    /// Why it would be refused; nothing: it would be done.
    pub reject: Option<Reject>,
    /// The rights that were looked at, in order.
    pub checks: Vec<Check>,
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
        command.redraw(&mut Drawing::after(earlier, &engine.ports, call))
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
