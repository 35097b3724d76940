//! Users with plans. Each repeats a step under its operation id until it has a definite answer, also across crashes.

use crate::dice::Dice;
use opentim_domain::group::{CreateGroup, DestroyGroup, ImportGroup, NewGroup, NewId, NewMember};
use opentim_domain::{Actor, AppId, Face, GroupId, Kind, Limits, Reject, Role, UserId};
use opentim_engine::{Call, Engine, Operation, Refusal};
use opentim_store::StoreError;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// What somebody wants to do.
#[derive(Clone, Debug)]
pub(crate) enum Wish {
    /// A group with an id that others want too.
    Create { id: GroupId, members: Vec<UserId> },
    /// A group whose id is made.
    CreateDrawn { kind: Kind, members: Vec<UserId> },
    /// A group from elsewhere.
    Import { id: GroupId },
    /// The end of a group.
    Destroy { id: GroupId },
}

/// The definite answer to a wish.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Answer {
    /// This group was made.
    Made(GroupId),
    /// The group was ended.
    Ended,
    /// Refused; nothing changed.
    Refused(Reject),
}

/// One step of a plan.
pub(crate) struct Step {
    pub(crate) wish: Wish,
    pub(crate) operation: String,
    pub(crate) answer: Option<Answer>,
}

/// A user and his plan; it outlives the process.
pub(crate) struct Plan {
    pub(crate) user: UserId,
    pub(crate) steps: Vec<Step>,
}

/// The app of the simulation.
#[expect(clippy::expect_used, reason = "a constant that is valid")]
pub(crate) fn app() -> AppId {
    AppId::new(1_400_000_000).expect("a valid app id")
}

#[expect(clippy::expect_used, reason = "names made here are valid")]
pub(crate) fn user(number: usize) -> UserId {
    UserId::parse(&format!("user {number}")).expect("a valid user id")
}

#[expect(clippy::expect_used, reason = "names made here are valid")]
pub(crate) fn contested(number: usize) -> GroupId {
    GroupId::parse(&format!("contested {number}")).expect("a valid group id")
}

/// Rolls the plans of all users.
pub(crate) fn plans(dice: &Dice, users: usize, ids: usize) -> Vec<Rc<RefCell<Plan>>> {
    let plan = |number: usize| {
        let steps = (0..2 + dice.roll(4)).map(|turn| Step {
            wish: wish(dice, users, ids),
            operation: format!("{number}/{turn}"),
            answer: None,
        });
        Rc::new(RefCell::new(Plan { user: user(number), steps: steps.collect() }))
    };
    (0..users).map(plan).collect()
}

fn wish(dice: &Dice, users: usize, ids: usize) -> Wish {
    let members = (0..dice.roll(4)).map(|_| user(dice.roll(users))).collect();
    let id = contested(dice.roll(ids));
    match dice.roll(6) {
        0..=2 => Wish::Create { id, members },
        3 => Wish::CreateDrawn { kind: [Kind::Public, Kind::Work, Kind::Meeting][dice.roll(3)], members },
        4 => Wish::Import { id },
        _ => Wish::Destroy { id },
    }
}

/// Carries out what is left of a plan.
pub(crate) async fn live(engine: Rc<Engine>, plan: Rc<RefCell<Plan>>) {
    let count = plan.borrow().steps.len();
    for turn in 0..count {
        let (call, wish) = {
            let plan = plan.borrow();
            let step = &plan.steps[turn];
            if step.answer.is_some() {
                continue;
            }
            (call(&plan.user, &step.operation), step.wish.clone())
        };
        let answer = loop {
            match fulfil(&engine, &call, &wish).await {
                Ok(answer) => break answer,
                Err(Refusal::Rule(reject)) => break Answer::Refused(reject),
                // No definite answer yet: the same operation again.
                Err(Refusal::Store(StoreError::Unknown(_) | StoreError::Busy)) => {}
                Err(other) => panic!("{other}"),
            }
        };
        plan.borrow_mut().steps[turn].answer = Some(answer);
    }
}

async fn fulfil(engine: &Engine, call: &Call, wish: &Wish) -> Result<Answer, Refusal> {
    let owner = call.actor.user.clone();
    let members = |members: &[UserId]| members.iter().cloned().map(member).collect();
    let made = match wish.clone() {
        Wish::Create { id, members: named } => {
            let group = group(NewId::Chosen(id), Kind::Public, owner);
            engine.run(call, CreateGroup { group, members: members(&named) }).await?
        }
        Wish::CreateDrawn { kind, members: named } => {
            let group = group(NewId::Drawn(engine.draw(call, kind)), kind, owner);
            engine.run(call, CreateGroup { group, members: members(&named) }).await?
        }
        Wish::Import { id } => {
            let group = group(NewId::Chosen(id), Kind::Public, owner);
            engine.run(call, ImportGroup { group, created_at: None }).await?
        }
        Wish::Destroy { id } => {
            engine.run(call, DestroyGroup { group: id }).await?;
            return Ok(Answer::Ended);
        }
    };
    Ok(Answer::Made(made.group))
}

fn call(user: &UserId, operation: &str) -> Call {
    Call {
        app: app(),
        actor: Actor::user(user.clone(), Face::Sdk),
        limits: Arc::new(Limits::RECOMMENDED),
        operation: Some(Operation { id: operation.to_owned(), request: [1; 16] }),
    }
}

fn member(user: UserId) -> NewMember {
    NewMember { user, role: Role::Member, name_card: String::new(), fields: Vec::new() }
}

fn group(id: NewId, kind: Kind, owner: UserId) -> NewGroup {
    NewGroup {
        id,
        kind,
        owner: Some(owner),
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
