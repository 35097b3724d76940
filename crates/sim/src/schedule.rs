//! One schedule: plans, chance, crashes, and the check at the end.

use crate::actors::{Desk, Plan, contested, founders, live, plans, user};
use crate::answers;
use crate::clock::Ticks;
use crate::dice::Dice;
use crate::faulty::{Chance, FaultyStore};
use crate::follower::Follower;
use crate::judge::Judge;
use crate::ledger::Ledger;
use crate::listener::{Device, hear_the_rest};
use crate::log;
use crate::planted::Planted;
use crate::presence;
use crate::reader::read;
use crate::scheduler::{Pause, Scheduler, at_once};
use crate::tailer::Tailer;
use crate::violation::Violation;
use crate::wish::{Theme, Wishes};
use opentim_domain::{GroupId, Limits, Policy, Quotas, UserId};
use opentim_engine::{Backlog, Engine, Ports, Random};
use opentim_store::MemoryStore;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

/// What a schedule did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// Steps that were answered.
    pub answers: usize,
    /// Commits that were done, among them those of the clean-up.
    pub commits: usize,
    /// Times the process died.
    pub crashes: usize,
}

/// Steps after which faults stop, so that every schedule comes to rest.
const STORMY_STEPS: usize = 6000;
/// Backlogs below that lead to refreshes.
const FEW: u64 = 100;
/// The process dies once in so many steps.
const STEPS_PER_CRASH: usize = 800;

impl Random for Chance {
    fn fill(&self, bytes: &mut [u8]) {
        Self::fill(self, bytes);
    }
}

type Plans = Vec<Rc<RefCell<Plan>>>;

/// All that outlives the process.
pub(crate) struct World {
    dice: Rc<Dice>,
    chance: Arc<Chance>,
    clock: Arc<Ticks>,
    limits: Arc<Limits>,
    store: Arc<MemoryStore>,
    ledger: Arc<Mutex<Ledger>>,
    planted: Planted,
    groups: Vec<GroupId>,
    /// The devices of users; the first user has two.
    followers: Vec<Rc<RefCell<Follower>>>,
    backlog: Backlog,
    /// The app's back end wants to be asked.
    asks: bool,
    report: Report,
}

/// One life of the process.
struct Life {
    desk: Desk,
    scheduler: Scheduler,
    ends: Rc<Cell<bool>>,
}

impl World {
    fn new(seed: u64, planted: Planted, dice: Rc<Dice>, users: usize, groups: &[GroupId], theme: Theme) -> Self {
        let clock = Arc::new(Ticks::before_midnight(dice.roll(10_000) as u64));
        let store = Arc::new(MemoryStore::new(clock.clone()));
        let (limits, asks) = (Arc::new(limits(&dice, theme)), dice.one_in(3));
        let (users, groups): (Vec<_>, _) = ((0..users).map(user).collect(), groups.to_vec());
        let ledger = Ledger::new(store.clone(), clock.clone(), limits.clone(), users.clone(), asks);
        let (chance, ledger) = (Arc::new(Chance::new(Dice::new(seed ^ 0x5eed))), Arc::new(Mutex::new(ledger)));
        let backlog = backlog(&dice);
        let follower = |user: &UserId| Rc::new(RefCell::new(Follower::new(user.clone(), backlog.events < FEW)));
        // Who is erased has no device.
        let devices = if theme == Theme::Erasure { &users[..users.len() - 1] } else { &users[..] };
        let followers = devices.iter().chain(users.first()).map(follower).collect();
        let report = Report::default();
        Self { dice, chance, clock, limits, store, ledger, planted, groups, followers, backlog, asks, report }
    }

    /// A new engine on what the store has kept.
    fn start(&self, plans: &Plans) -> Life {
        let store = FaultyStore::new(self.store.clone(), self.ledger.clone(), self.chance.clone(), self.planted);
        let back_end = Arc::new(Judge { chance: self.chance.clone(), ledger: self.ledger.clone(), wants: self.asks });
        let ports = Ports { random: self.chance.clone(), back_end: Some(back_end), clock: self.clock.clone(), id_key: [3; 32] };
        let engine = Arc::new(Engine::new(Arc::new(store), ports).with_backlog(self.backlog));
        let (ledger, limits, sessions) = (self.ledger.clone(), self.limits.clone(), Rc::default());
        let desk = Desk { engine: engine.clone(), ledger, limits, sessions, planted: self.planted };
        let (mut scheduler, ends) = (Scheduler::new(self.dice.clone()), Rc::new(Cell::new(false)));
        for plan in plans {
            scheduler.spawn(live(desk.clone(), plan.clone()));
        }
        scheduler.spawn(clean_up(engine, plans.clone()));
        for follower in &self.followers {
            let (follower, dice, ends) = (follower.clone(), self.dice.clone(), ends.clone());
            scheduler.spawn_background(Device { desk: desk.clone(), follower, dice, ends, planted: self.planted }.live());
        }
        scheduler.spawn_background(read(desk.clone(), self.groups.clone(), self.store.clone(), self.dice.clone()));
        scheduler.spawn_background(self.tailer(&desk).live());
        Life { desk, scheduler, ends }
    }

    fn tailer(&self, desk: &Desk) -> Tailer {
        Tailer::new(desk.clone(), self.dice.clone(), self.planted)
    }

    /// Lets all plans come to their ends.
    fn live(&mut self, plans: &Plans) -> Result<(), Violation> {
        let mut life = self.start(plans);
        let mut steps = 0;
        while life.scheduler.step() {
            self.ledger().violation()?;
            steps += 1;
            if steps == STORMY_STEPS {
                self.chance.calm();
            }
            if steps < STORMY_STEPS && self.dice.one_in(STEPS_PER_CRASH) {
                self.report.crashes += 1;
                life.end();
                life = self.start(plans);
            }
        }
        self.check_presence(&life, life.desk.sessions.borrow().values().cloned().collect())?;
        life.end();
        self.check_presence(&life, BTreeSet::new())?;
        for follower in &self.followers {
            at_once(hear_the_rest(life.desk.clone(), follower.clone()))?;
        }
        at_once(self.tailer(&life.desk).tell_the_rest());
        at_once(log::check(life.desk.clone()))?;
        self.report.answers += plans.iter().map(|plan| plan.borrow().steps.len()).sum::<usize>();
        let ledger = self.ledger();
        ledger.violation()?;
        plans.iter().try_for_each(|plan| answers::check(&plan.borrow(), &ledger))
    }

    fn check_presence(&self, life: &Life, online: BTreeSet<UserId>) -> Result<(), Violation> {
        at_once(presence::check(life.desk.clone(), self.groups.clone(), online))
    }

    pub(crate) fn ledger(&self) -> std::sync::MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Life {
    /// What was sent has arrived; nothing else is done any more.
    fn end(&mut self) {
        self.ends.set(true);
        self.scheduler.last_turns();
    }
}

/// The numbers of the app: few admins, and any choice where the documents disagree.
fn limits(dice: &Dice, theme: Theme) -> Limits {
    let coin = || dice.one_in(2);
    let policy = Policy {
        meeting_tips: coin(),
        option_tips: coin(),
        admins_edit: coin(),
        invitee_consent: coin(),
        admins_appoint: coin(),
        admins_kick: coin(),
        members_write_attributes: !dice.one_in(4),
        ..Policy::RECOMMENDED
    };
    Limits {
        admins: 1 + dice.roll(2),
        permission_groups: 1 + dice.roll(2),
        policy,
        quotas: quotas(dice, theme),
        ..Limits::RECOMMENDED
    }
}

/// Small quotas, each in some schedules.
fn quotas(dice: &Dice, theme: Theme) -> Quotas {
    let small = || dice.one_in(2).then(|| 1 + dice.roll(3) as u64);
    match theme {
        Theme::Quotas => {
            Quotas { groups_per_day: small(), groups_per_user: small(), live_groups: small(), communities: small(), ..Quotas::NONE }
        }
        _ if dice.one_in(6) => Quotas { groups_per_user: Some(1), ..Quotas::NONE },
        _ => Quotas::NONE,
    }
}

/// How much who comes back is told: in some schedules so little that much must be read anew.
fn backlog(dice: &Dice) -> Backlog {
    if dice.one_in(4) {
        let few = || 1 + dice.roll(12) as u64;
        return Backlog { events: few(), notices: few(), page: 1 + dice.roll(4) };
    }
    Backlog { page: 1 + dice.roll(6), ..Backlog::default() }
}

/// Cleans up until every plan is done and nothing is left.
async fn clean_up(engine: Arc<Engine>, plans: Plans) {
    loop {
        let done = plans.iter().all(|plan| plan.borrow().is_done());
        // A lost reply ends the round; the next one finds what is left.
        let quiet = engine.clean_up().await == Ok(0);
        if done && quiet {
            return;
        }
        Pause(3).await;
    }
}

/// Runs the schedule of one seed.
///
/// # Errors
/// The first [`Violation`] found.
pub fn run(seed: u64, planted: Planted) -> Result<Report, Violation> {
    let world = play(seed, planted)?;
    let commits = world.ledger().commits();
    Ok(Report { commits, ..world.report })
}

/// Lets the world of one seed come to its end, and checks it.
pub(crate) fn play(seed: u64, planted: Planted) -> Result<World, Violation> {
    let dice = Rc::new(Dice::new(seed));
    let (users, ids) = (3 + dice.roll(5), 1 + dice.roll(2));
    let groups: Vec<GroupId> = (0..ids).map(contested).collect();
    let theme = Theme::roll(&dice);
    let wishes = Wishes { dice: &dice, theme, users, groups: &groups };
    let mut world = World::new(seed, planted, dice.clone(), users, &groups, theme);
    let (founders, plans) = (founders(&wishes), plans(&dice, &wishes));
    world.live(&founders)?;
    world.live(&plans)?;
    world.ledger().check_end()?;
    Ok(world)
}
