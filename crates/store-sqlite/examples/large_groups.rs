//! What size costs: `large_groups FOLDER [ROUNDS]` times joining, kicking, applying, paging and looking up in groups of 100, 10,000 and
//! 100,000 members. The folder must not exist.

use opentim_domain::application::JoinGroup;
use opentim_domain::group::{CreateGroup, NewGroup, NewId};
use opentim_domain::member::{AddMembers, KickMembers};
use opentim_domain::{Actor, AppId, Command, Context, Face, GroupId, Home, Kind, Limits, ReadSet, Step, UserId};
use opentim_store::{Commit, Outcome, Store, SystemClock};
use opentim_store_sqlite::{Durability, Options, SqliteStore};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

type Outcomes<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Groups are filled with calls of a thousand.
const LIMITS: Limits = Limits { add_members: 1000, ..Limits::RECOMMENDED };

fn app() -> Outcomes<AppId> {
    AppId::new(1_400_000_000).ok_or_else(|| "a bad app id".into())
}

fn user(id: &str) -> Outcomes<UserId> {
    UserId::parse(id).map_err(|fault| format!("{fault:?}").into())
}

fn group(size: usize) -> Outcomes<GroupId> {
    GroupId::parse(&format!("@TGS#_size {size}")).map_err(|fault| format!("{fault:?}").into())
}

/// Loads, decides and commits.
async fn run<C: Command>(store: &SqliteStore, actor: &Actor, command: &C) -> Outcomes<()> {
    let home = command.home(app()?);
    let loaded = store.load(app()?, &home, &command.reads(actor), None).await?;
    let step = command.decide(actor, &loaded.view, &Context::new(loaded.view.now, &LIMITS));
    let step = step.map_err(|reject| format!("{reject:?}"))?;
    let Step::Done(decision) = step else { return Err("not decided".into()) };
    let commit = Commit {
        app: app()?,
        home,
        operation: None,
        asserts: decision.asserts,
        changes: decision.changes,
        events: decision.events,
        effects: decision.effects,
        reply: Vec::new(),
    };
    match store.commit(commit).await? {
        Outcome::Done(_) => Ok(()),
        other => Err(format!("{other:?}").into()),
    }
}

fn create(size: usize) -> Outcomes<CreateGroup> {
    let group = NewGroup {
        id: NewId::Chosen(group(size)?),
        kind: Kind::Community,
        owner: Some(user("owner")?),
        name: format!("{size} members"),
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
    };
    Ok(CreateGroup { group, members: Vec::new() })
}

async fn fill(store: &SqliteStore, size: usize) -> Outcomes<()> {
    run(store, &Actor::user(user("owner")?, Face::Sdk), &create(size)?).await?;
    let administrator = Actor::app_admin(user("administrator")?, Face::Rest);
    // With the owner two less than the cap: there is room for a guest.
    let names: Vec<UserId> = (3..size).map(|n| user(&format!("member {n:06}"))).collect::<Outcomes<_>>()?;
    for users in names.chunks(1000) {
        run(store, &administrator, &AddMembers { group: group(size)?, users: users.to_vec(), silent: true }).await?;
    }
    Ok(())
}

/// The middle of some times.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Median times of one group: join, kick, page, lookup.
async fn measure(store: &SqliteStore, size: usize, rounds: usize) -> Outcomes<[Duration; 4]> {
    let owner = Actor::user(user("owner")?, Face::Sdk);
    let mut times: [Vec<Duration>; 4] = Default::default();
    for round in 0..rounds {
        let guest = user(&format!("guest {round}"))?;
        let began = Instant::now();
        let join = JoinGroup { group: group(size)?, message: String::new() };
        run(store, &Actor::user(guest.clone(), Face::Sdk), &join).await?;
        times[0].push(began.elapsed());
        let began = Instant::now();
        let kick = KickMembers { group: group(size)?, users: vec![guest], reason: String::new(), silent: false, ban_secs: 0 };
        run(store, &owner, &kick).await?;
        times[1].push(began.elapsed());
        let somewhere = (round * 7919) % size;
        let began = Instant::now();
        store.members(app()?, &group(size)?, (somewhere / 2) as u64, 50).await?;
        times[2].push(began.elapsed());
        let reads = ReadSet::head_and_members(vec![user(&format!("member {somewhere:06}"))?]);
        let began = Instant::now();
        store.load(app()?, &Home::Group(group(size)?), &reads, None).await?;
        times[3].push(began.elapsed());
    }
    Ok(times.map(median))
}

fn main() -> Outcomes<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("usage: large_groups FOLDER [ROUNDS]")?;
    let rounds = arguments.next().map_or(Ok(1000), |text| text.parse())?;
    // The disk's own time would cover what is looked for.
    let options = Options { durability: Durability::Relaxed, ..Options::default() };
    let store = SqliteStore::open(Path::new(&folder), options, Arc::new(SystemClock))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    println!("{:>8} {:>12} {:>12} {:>12} {:>12}", "members", "join", "kick", "page of 50", "lookup");
    runtime.block_on(async {
        for size in [100, 10_000, 100_000] {
            let began = Instant::now();
            fill(&store, size).await?;
            let filled = began.elapsed();
            let [join, kick, page, lookup] = measure(&store, size, rounds).await?;
            println!("{size:>8} {join:>12.1?} {kick:>12.1?} {page:>12.1?} {lookup:>12.1?}   filled in {filled:.1?}");
        }
        Ok(())
    })
}
