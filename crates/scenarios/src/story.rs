//! A scenario as it is played through one of the interfaces.

use crate::answer::{Answer, check_race};
use crate::fixture::{Act, Expect, Scenario, Step, Told};
use crate::state::{self, State};
use crate::users::Way;
use crate::world::World;
use crate::{rest, sdk};
use opentim_client::runtime;
use opentim_domain::{AppId, EventBody, GroupId, LinkId, Notice, Secs, UserId};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Barrier;

/// The interface that a scenario is played through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Through {
    /// The SDK in everything that it has.
    Sdk,
    /// REST in everything that it has.
    Rest,
}

/// What came of it.
pub(crate) struct Story {
    /// What was not as the scenario says.
    pub faults: Vec<String>,
    /// What is left.
    pub state: State,
    /// The events of each group, without times.
    pub events: BTreeMap<String, Vec<String>>,
    /// The notices of each user, without times.
    pub notices: BTreeMap<String, Vec<String>>,
    /// What each step told: step, user, word, and the whole without what tells who did it and when.
    pub told: Vec<(usize, String, String, Value)>,
    /// Names that change with the winner of a race, and what they are called instead.
    pub names: BTreeMap<String, String>,
    /// The same for those who decided on something at the same time: only the state tells them apart.
    pub deciders: BTreeMap<String, String>,
}

impl Story {
    /// Plays it.
    pub(crate) fn play(scenario: &Scenario, through: Through, way: &Way) -> Self {
        let world = World::new(way, &scenario.users);
        world.told();
        let mut story = Self {
            faults: Vec::new(),
            state: State::default(),
            events: BTreeMap::new(),
            notices: BTreeMap::new(),
            told: Vec::new(),
            names: BTreeMap::new(),
            deciders: BTreeMap::new(),
        };
        for (at, step) in scenario.steps.iter().enumerate() {
            story.step(&world, at, step, through);
        }
        let groups = groups(&scenario.steps);
        story.state = state::read(&world, &scenario.users, &groups, &mut story.faults);
        for (group, left) in &scenario.leaves {
            let found = state::shown(&story.state, group);
            state::contains(group, left, &found, &mut story.faults);
        }
        story.read_logs(&world, &scenario.users, &groups);
        story
    }

    fn step(&mut self, world: &World, at: usize, step: &Step, through: Through) {
        let expect = match &step.expect_by_rest {
            Some(expect) if through == Through::Rest => expect,
            _ => &step.expect,
        };
        let checked = match &step.act {
            Act::Race { steps } => {
                let answers = race(world, steps, through);
                if matches!(expect, Expect::Codes { .. }) {
                    self.name_racers(steps, &answers);
                }
                check_race(&answers, expect)
            }
            _ => answer(world, step, through).check(expect),
        };
        if let Err(fault) = checked {
            self.faults.push(format!("step {at}: {fault}"));
        }
        let told = match &step.told_by_rest {
            Some(told) if through == Through::Rest => told,
            _ => &step.told,
        };
        let varies = matches!(step.act, Act::Race { .. });
        self.hear(world, at, (!varies).then_some(told));
    }

    /// Takes what was told and compares it with what should have been.
    fn hear(&mut self, world: &World, at: usize, expected: Option<&Told>) {
        let mut found = Told::new();
        for (user, heard) in world.told() {
            for (word, whole) in heard {
                found.entry(user.clone()).or_default().push(word.clone());
                if expected.is_some() {
                    self.told.push((at, user.clone(), word, state::timeless(of_the_matter(whole))));
                }
            }
        }
        if let Some(expected) = expected
            && *expected != found
        {
            let shown = |told: &Told| serde_json::to_string(told).unwrap();
            self.faults.push(format!("step {at}: should have told {}, but told {}", shown(expected), shown(&found)));
        }
    }

    /// Whoever wins a race is called so, and the others too, so that stories with other winners are the same.
    fn name_racers(&mut self, steps: &[Step], answers: &[Answer]) {
        let mut counts = BTreeMap::new();
        for (step, answer) in steps.iter().zip(answers) {
            let user = match &step.act {
                Act::Join { .. } | Act::JoinByLink { .. } | Act::Quit { .. } | Act::Handle { .. } => &step.by,
                Act::Invite { users, .. } | Act::Add { users, .. } if users.len() == 1 => &users[0],
                _ => continue,
            };
            let kind = if answer.code == 0 { "winner" } else { "loser" };
            let count = counts.entry(kind).or_insert(0);
            *count += 1;
            // The log does not say who decided, but the state does.
            let names = if matches!(step.act, Act::Handle { .. }) { &mut self.deciders } else { &mut self.names };
            names.insert(user.clone(), format!("{kind} {count}"));
        }
    }

    fn read_logs(&mut self, world: &World, users: &[String], groups: &BTreeSet<String>) {
        let (store, app) = (world.engine.store(), AppId::new(crate::http::APP).unwrap());
        for id in groups {
            let Ok(group) = GroupId::parse(id) else { continue };
            let events = runtime().block_on(store.events_after(app, &group, 0, 10_000)).unwrap();
            let shown = events
                .into_iter()
                .map(|event| format!("{:?}, then {} members", without_times(event.event.body), event.member_count));
            self.events.insert(id.clone(), shown.collect());
        }
        for user in users {
            let notices = runtime().block_on(store.notices_after(app, &UserId::parse(user).unwrap(), 0, 10_000)).unwrap();
            let shown = |notice: opentim_store::StoredNotice| {
                let what = match notice.notice {
                    Notice::Banned { reason, .. } => Notice::Banned { until: Secs(0), reason },
                    other => other,
                };
                format!("{}: {what:?}", notice.group)
            };
            self.notices.insert(user.clone(), notices.into_iter().map(shown).collect());
        }
    }
}

/// Does a step through the interface that has it.
fn answer(world: &World, step: &Step, through: Through) -> Answer {
    let over_rest = || rest::done(world, &step.by, &step.act);
    if step.by == "app" {
        return over_rest().expect("the app has REST only");
    }
    if through == Through::Rest
        && !step.himself
        && let Some(answer) = over_rest()
    {
        return answer;
    }
    sdk::done(world, &step.by, &step.act)
}

/// Does all steps at the same time.
fn race(world: &World, steps: &[Step], through: Through) -> Vec<Answer> {
    let start = Barrier::new(steps.len());
    std::thread::scope(|scope| {
        let racer = |step| {
            let start = &start;
            scope.spawn(move || {
                start.wait();
                answer(world, step, through)
            })
        };
        let racing: Vec<_> = steps.iter().map(racer).collect();
        racing.into_iter().map(|racer| racer.join().unwrap()).collect()
    })
}

/// The groups that a scenario names.
fn groups(steps: &[Step]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for step in steps {
        match &step.act {
            Act::Race { steps } => found.extend(groups(steps)),
            Act::Create { group, .. } | Act::Import { group, .. } | Act::Join { group, .. } => {
                found.insert(group.clone());
            }
            _ => {}
        }
    }
    found
}

/// Without the operator, who differs between the interfaces; and what is a structure among a listener's values no longer as text, in
/// which nobody would find the times.
fn of_the_matter(mut whole: Value) -> Value {
    if let Some(fields) = whole.as_object_mut() {
        fields.retain(|name, _| !name.contains("_op_") && !name.ends_with("_platform"));
    }
    for value in whole.as_array_mut().into_iter().flatten() {
        let structure = value.as_str().filter(|text| text.starts_with(['{', '['])).and_then(|text| serde_json::from_str(text).ok());
        if let Some(structure) = structure {
            *value = structure;
        }
    }
    whole
}

fn without_times(mut body: EventBody) -> EventBody {
    match &mut body {
        EventBody::MembersKicked { banned_until, .. } => *banned_until = banned_until.map(|_| Secs(0)),
        EventBody::Muted { until, .. } => *until = until.map(|_| Secs(0)),
        EventBody::Banned { until, .. } => *until = Secs(0),
        EventBody::TopicCreated { topic, .. } | EventBody::TopicChanged { topic, .. } => {
            (topic.created_at, topic.changed_at, topic.creator) = (Secs(0), Secs(0), None);
        }
        EventBody::PermissionGroupCreated { permission_group } => permission_group.created_at = Secs(0),
        EventBody::PermissionGroupChanged { before, after } => (before.created_at, after.created_at) = (Secs(0), Secs(0)),
        // Ids and secrets of links are drawn.
        EventBody::LinkCreated { link } => {
            (link.id, link.digest, link.created_at) = (drawn(), [0; 32], Secs(0));
            link.expires_at = link.expires_at.map(|_| Secs(0));
        }
        EventBody::LinkRevoked { link } | EventBody::LinkUsed { link, .. } => *link = drawn(),
        _ => {}
    }
    body
}

fn drawn() -> LinkId {
    LinkId::parse("drawn").unwrap()
}
