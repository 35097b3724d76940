//! One schedule: plans, chance, crashes, and the check at the end.

use crate::actors::{Plan, live, plans};
use crate::dice::Dice;
use crate::faulty::{Chance, FaultyStore, Planted};
use crate::invariants::{Violation, check};
use crate::scheduler::{Pause, Scheduler};
use opentim_domain::Millis;
use opentim_engine::{Engine, Ports, Random};
use opentim_store::{Clock, MemoryStore};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a schedule did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// Steps that were answered.
    pub answers: usize,
    /// Times the process died.
    pub crashes: usize,
}

/// Steps after which faults stop, so that every schedule comes to rest.
const STORMY_STEPS: usize = 3000;

struct Ticks(AtomicU64);

impl Clock for Ticks {
    fn now(&self) -> Millis {
        Millis(1_800_000_000_000 + self.0.fetch_add(7, Ordering::Relaxed))
    }
}

impl Random for Chance {
    fn fill(&self, bytes: &mut [u8]) {
        Self::fill(self, bytes);
    }
}

struct World {
    dice: Rc<Dice>,
    chance: Arc<Chance>,
    clock: Arc<Ticks>,
    store: Arc<MemoryStore>,
    planted: Planted,
    plans: Vec<Rc<RefCell<Plan>>>,
}

impl World {
    /// One life of the process: a new engine on what the store has kept.
    fn start(&self) -> Scheduler {
        let store = FaultyStore::new(self.store.clone(), self.chance.clone(), self.planted);
        let ports = Ports { random: self.chance.clone(), back_end: None, clock: self.clock.clone(), id_key: [3; 32] };
        let engine = Rc::new(Engine::new(Arc::new(store), ports));
        let mut scheduler = Scheduler::new(self.dice.clone());
        for plan in &self.plans {
            scheduler.spawn(live(engine.clone(), plan.clone()));
        }
        scheduler.spawn(clean_up(engine, self.plans.clone()));
        scheduler
    }
}

/// Cleans up until every plan is done and nothing is left.
async fn clean_up(engine: Rc<Engine>, plans: Vec<Rc<RefCell<Plan>>>) {
    loop {
        let done = plans.iter().all(|plan| plan.borrow().steps.iter().all(|step| step.answer.is_some()));
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
    let dice = Rc::new(Dice::new(seed));
    let (users, ids) = (2 + dice.roll(5), 1 + dice.roll(4));
    let clock = Arc::new(Ticks(AtomicU64::new(0)));
    let world = World {
        chance: Arc::new(Chance::new(Dice::new(seed ^ 0x5eed))),
        store: Arc::new(MemoryStore::new(clock.clone())),
        clock,
        planted,
        plans: plans(&dice, users, ids),
        dice,
    };
    let mut report = Report::default();
    let mut scheduler = world.start();
    let mut steps = 0;
    while scheduler.step() {
        steps += 1;
        if steps == STORMY_STEPS {
            world.chance.calm();
        }
        if steps < STORMY_STEPS && world.dice.one_in(100) {
            report.crashes += 1;
            scheduler = world.start();
        }
    }
    report.answers = world.plans.iter().map(|plan| plan.borrow().steps.len()).sum();
    check(&world.store, &world.plans, users)?;
    Ok(report)
}
