//! Users with plans. Each repeats a step under its operation id until it has a definite answer, also across crashes.

use crate::dice::Dice;
use crate::judge::Attempt;
use crate::ledger::Ledger;
use crate::planted::{Planted, Spoiling};
use crate::presence::Sessions;
use crate::wish::{LinkWish, TopicWish, Wish, Wishes};
use opentim_domain::application::{Applied, HandleApplications};
use opentim_domain::attribute::SetAttributes;
use opentim_domain::group::{Created, NewGroup, NewId, NewMember};
use opentim_domain::{Actor, AppId, ApplicationState, Command, Face, GroupId, Kind, Limits, Outcome, Reject, Role, Target, UserId};
use opentim_engine::{Call, Engine, Operation, Refusal, SessionId};
use opentim_store::StoreError;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The definite answer to a wish.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Answer {
    /// This group was made; these users are in as many as they may.
    Made(GroupId, Vec<UserId>),
    /// Joined, or waiting.
    Applied(Applied),
    /// What became of each.
    Targets(Vec<Target>),
    /// So often the attributes have changed.
    Sequence(u64),
    /// The values of counters.
    Counted(Vec<(String, i64)>),
    /// What became of each thing.
    Outcomes(Vec<Outcome>),
    /// Done.
    Done,
    /// Refused; nothing changed.
    Refused(Reject),
    /// Refused by the back end with this number; nothing changed.
    Barred(i32),
}

/// One step of a plan.
pub(crate) struct Step {
    pub(crate) wish: Wish,
    pub(crate) operation: String,
    /// How many commits there were when it was first tried.
    pub(crate) began: Option<usize>,
    /// The answer, and how many commits there were then.
    pub(crate) answer: Option<(Answer, usize)>,
    /// The attempt that was answered.
    pub(crate) attempt: Option<Attempt>,
}

/// Somebody and his plan; it outlives the process.
pub(crate) struct Plan {
    pub(crate) actor: Actor,
    pub(crate) steps: Vec<Step>,
}

impl Plan {
    fn new(actor: Actor, wishes: impl Iterator<Item = Wish>) -> Rc<RefCell<Self>> {
        let step = |(turn, wish)| Step { wish, operation: format!("step {turn}"), began: None, answer: None, attempt: None };
        Rc::new(RefCell::new(Self { actor, steps: wishes.enumerate().map(step).collect() }))
    }

    pub(crate) fn is_done(&self) -> bool {
        self.steps.iter().all(|step| step.answer.is_some())
    }
}

/// The app of the simulation.
#[expect(clippy::expect_used, reason = "a constant that is valid")]
pub(crate) fn app() -> AppId {
    AppId::new(1_400_000_000).expect("a valid app id")
}

#[expect(clippy::expect_used, reason = "names made here are valid")]
fn named(name: &str) -> UserId {
    UserId::parse(name).expect("a valid user id")
}

pub(crate) fn user(number: usize) -> UserId {
    named(&format!("user {number}"))
}

#[expect(clippy::expect_used, reason = "names made here are valid")]
pub(crate) fn contested(number: usize) -> GroupId {
    GroupId::parse(&format!("@TGS#_contested {number}")).expect("a valid group id")
}

/// One creation of each group, for the schedule to begin with.
pub(crate) fn founders(wishes: &Wishes<'_>) -> Vec<Rc<RefCell<Plan>>> {
    let plan = |(number, group): (usize, &GroupId)| {
        let founder = Actor::app_admin(named(&format!("founder {number}")), Face::Rest);
        Plan::new(founder, std::iter::once(Wish::Create(Box::new(wishes.create(group.clone())))))
    };
    wishes.groups.iter().enumerate().map(plan).collect()
}

/// Rolls the plans of all users and of the app's back end, which does two things at once.
pub(crate) fn plans(dice: &Dice, wishes: &Wishes<'_>) -> Vec<Rc<RefCell<Plan>>> {
    let of_user = |number: usize| {
        let me = user(number);
        let actor = Actor::user(me.clone(), Face::Sdk);
        Plan::new(actor, (0..8 + dice.roll(12)).map(|_| wishes.of_user(&me)))
    };
    let of_app = |number: usize| {
        let actor = Actor::app_admin(named(&format!("back end {number}")), Face::Rest);
        Plan::new(actor, (0..4 + dice.roll(8)).map(|_| wishes.of_app()))
    };
    (0..wishes.users).map(of_user).chain((0..2).map(of_app)).collect()
}

/// What one life of the process gives to those who act in it.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) engine: Arc<Engine>,
    pub(crate) ledger: Arc<Mutex<Ledger>>,
    pub(crate) limits: Arc<Limits>,
    pub(crate) sessions: Rc<RefCell<Sessions>>,
    pub(crate) planted: Planted,
}

impl Desk {
    /// The newest session of a user.
    fn session(&self, user: &UserId) -> Option<SessionId> {
        let sessions = self.sessions.borrow();
        sessions.iter().rev().find(|(_, of)| *of == user).map(|(session, _)| *session)
    }

    fn commits(&self) -> usize {
        self.ledger().commits()
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn run<C: Command>(&self, call: &Call, command: C) -> Result<C::Reply, Refusal> {
        self.engine.run(call, Spoiling::new(command, self.planted)).await
    }
}

/// Carries out what is left of a plan.
pub(crate) async fn live(desk: Desk, plan: Rc<RefCell<Plan>>) {
    let count = plan.borrow().steps.len();
    for turn in 0..count {
        if plan.borrow().steps[turn].answer.is_some() {
            continue;
        }
        let call = {
            let mut plan = plan.borrow_mut();
            plan.steps[turn].began.get_or_insert(desk.commits());
            call(&desk, &plan.actor, Some(&plan.steps[turn].operation))
        };
        look(&desk, &call, &plan, turn).await;
        let wish = plan.borrow().steps[turn].wish.clone();
        let answer = loop {
            desk.ledger().begin(&call.actor.user);
            match fulfil(&desk, &call, &wish).await {
                Ok(answer) => break answer,
                Err(Refusal::Rule(reject)) => break Answer::Refused(reject),
                Err(Refusal::BackEnd { number, .. }) => break Answer::Barred(number),
                // No definite answer yet: the same operation again.
                Err(Refusal::Store(StoreError::Unknown(_) | StoreError::Busy)) => {}
                Err(other) => panic!("{other}"),
            }
        };
        let step = &mut plan.borrow_mut().steps[turn];
        step.attempt = desk.ledger().attempt(&call.actor.user).cloned();
        step.answer = Some((answer, desk.commits()));
    }
}

/// Whoever wants to decide on what waits for him looks first, and then asks for the same thing as often as it takes.
async fn look(desk: &Desk, call: &Call, plan: &Rc<RefCell<Plan>>, turn: usize) {
    let wish = plan.borrow().steps[turn].wish.clone();
    let (group, accept) = match wish {
        Wish::HandleSeen { group, accept } => (group, accept),
        Wish::SetSeen(set) => {
            let seen = desk.engine.attributes(call, &set.group, None).await;
            let sequence = Some(seen.map_or(0, |(_, sequence)| sequence));
            plan.borrow_mut().steps[turn].wish = Wish::SetAttributes(SetAttributes { sequence, ..set });
            return;
        }
        _ => return,
    };
    let seen = desk.engine.applications(call, None, 100).await;
    let seen = seen.map(|seen| seen.rows).unwrap_or_default();
    let open = seen.into_iter().filter(|(of, one)| *of == group && one.state == ApplicationState::Open);
    let mut applications: Vec<_> = open.map(|(_, one)| (one.user, Some(one.at))).collect();
    if applications.is_empty() {
        applications.push((call.actor.user.clone(), None));
    }
    let reason = "so be it".to_owned();
    plan.borrow_mut().steps[turn].wish = Wish::Handle(HandleApplications { group, applications, accept, reason });
}

async fn fulfil(desk: &Desk, call: &Call, wish: &Wish) -> Result<Answer, Refusal> {
    let engine = &desk.engine;
    let done = |()| Answer::Done;
    let made = |made: Created| Answer::Made(made.group, made.over_limit);
    match wish.clone() {
        Wish::Create(create) => desk.run(call, *create).await.map(made),
        Wish::CreateDrawn(mut create) => {
            create.group.id = NewId::Drawn(engine.draw(call, create.group.kind));
            desk.run(call, *create).await.map(made)
        }
        Wish::Import(import) => desk.run(call, *import).await.map(made),
        Wish::Destroy(destroy) => desk.run(call, destroy).await.map(done),
        Wish::Modify(modify) => desk.run(call, *modify).await.map(done),
        Wish::Transfer(transfer) => desk.run(call, transfer).await.map(done),
        Wish::Join(join) => {
            let session = desk.session(&call.actor.user);
            engine.join(call, session, join).await.map(Answer::Applied)
        }
        Wish::Handle(handle) => desk.run(call, handle).await.map(Answer::Targets),
        Wish::HandleSeen { .. } => unreachable!("whoever decides on what he sees has looked"),
        Wish::Read(read) => desk.run(call, read).await.map(done),
        Wish::Invite(invite) => desk.run(call, invite).await.map(Answer::Targets),
        Wish::Add(add) => desk.run(call, add).await.map(Answer::Targets),
        Wish::Quit(quit) => engine.quit(call, quit).await.map(done),
        Wish::Kick(kick) => engine.kick(call, kick).await.map(Answer::Targets),
        Wish::Edit(edit) => desk.run(call, *edit).await.map(done),
        Wish::ImportMembers(import) => desk.run(call, import).await.map(Answer::Targets),
        Wish::Unread(unread) => desk.run(call, unread).await.map(done),
        Wish::Mute(mute) => desk.run(call, mute).await.map(Answer::Targets),
        Wish::Ban(ban) => engine.ban(call, ban).await.map(Answer::Targets),
        Wish::Unban(unban) => desk.run(call, unban).await.map(Answer::Targets),
        Wish::SetAttributes(set) => desk.run(call, set).await.map(Answer::Sequence),
        Wish::SetSeen(_) => unreachable!("whoever writes what he has seen has looked"),
        Wish::DeleteAttributes(delete) => desk.run(call, delete).await.map(Answer::Sequence),
        Wish::Count(count) => desk.run(call, count).await.map(Answer::Counted),
        Wish::DeleteCounters(delete) => desk.run(call, delete).await.map(done),
        Wish::CreatePermissionGroup(create) => desk.run(call, create).await.map(|_| Answer::Done),
        Wish::ModifyPermissionGroup(modify) => desk.run(call, modify).await.map(done),
        Wish::DeletePermissionGroups(delete) => desk.run(call, delete).await.map(Answer::Outcomes),
        Wish::PutInto(put) => desk.run(call, put).await.map(Answer::Targets),
        Wish::TakeOut(take) => desk.run(call, take).await.map(Answer::Targets),
        Wish::Topic(wish) => fulfil_in_topics(desk, call, *wish).await,
        Wish::Link(wish) => fulfil_by_links(desk, call, *wish).await,
        Wish::DeleteAccount(delete) => desk.run(call, delete).await.map(done),
    }
}

async fn fulfil_in_topics(desk: &Desk, call: &Call, wish: TopicWish) -> Result<Answer, Refusal> {
    let done = |()| Answer::Done;
    match wish {
        TopicWish::Create(create) => desk.run(call, create).await.map(|_| Answer::Done),
        TopicWish::Modify(modify) => desk.run(call, modify).await.map(done),
        TopicWish::Destroy(destroy) => desk.run(call, destroy).await.map(Answer::Outcomes),
        TopicWish::Mute(mute) => desk.run(call, mute).await.map(Answer::Targets),
        TopicWish::Flag(flag) => desk.run(call, flag).await.map(done),
        TopicWish::Rights(rights) => desk.run(call, rights).await.map(Answer::Outcomes),
    }
}

async fn fulfil_by_links(desk: &Desk, call: &Call, wish: LinkWish) -> Result<Answer, Refusal> {
    let done = |()| Answer::Done;
    match wish {
        LinkWish::Create(create) => desk.run(call, create).await.map(done),
        LinkWish::Revoke(revoke) => desk.run(call, revoke).await.map(done),
        LinkWish::Join(join) => {
            let session = desk.session(&call.actor.user);
            desk.engine.join_by_link(call, session, join).await.map(Answer::Applied)
        }
    }
}

/// The app's own admin.
pub(crate) fn back_end() -> Actor {
    Actor::app_admin(named("back end"), Face::Rest)
}

/// A call, under an operation id if it changes something.
pub(crate) fn call(desk: &Desk, actor: &Actor, operation: Option<&str>) -> Call {
    Call {
        app: app(),
        actor: actor.clone(),
        limits: desk.limits.clone(),
        operation: operation.map(|id| Operation { id: id.to_owned(), request: [1; 16] }),
    }
}

pub(crate) fn member(user: UserId, role: Role) -> NewMember {
    NewMember { user, role, name_card: String::new(), fields: Vec::new() }
}

pub(crate) fn new_group(id: NewId, kind: Kind, owner: Option<UserId>) -> NewGroup {
    NewGroup {
        id,
        kind,
        owner,
        name: "simulated".to_owned(),
        introduction: String::new(),
        notification: String::new(),
        face_url: String::new(),
        max_members: None,
        join: None,
        invite: None,
        topics: false,
        permission_groups: false,
        default_permissions: 0,
        fields: Vec::new(),
    }
}
