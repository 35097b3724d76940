//! Creates per second and reads on this machine: `throughput FOLDER [GROUPS] [CALLERS] [USERS]`.
//!
//! A create is what the engine does with one: load, decide, commit; an owner and four members. The folder must not exist.

use opentim_domain::group::{CreateGroup, NewGroup, NewId, NewMember};
use opentim_domain::{Actor, AppId, Command, Context, Face, GroupId, Kind, Limits, Role, Step, UserId};
use opentim_store::{Commit, JoinedFilter, Outcome, Store, SystemClock};
use opentim_store_sqlite::{Options, SqliteStore};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

type Outcomes<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn app() -> Outcomes<AppId> {
    AppId::new(1_400_000_000).ok_or_else(|| "a bad app id".into())
}

fn user(number: usize) -> Outcomes<UserId> {
    UserId::parse(&format!("user{number:06}")).map_err(|fault| format!("{fault:?}").into())
}

fn group(number: usize) -> Outcomes<GroupId> {
    // Spread like generated ids are.
    let spread = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    GroupId::parse(&format!("@TGS#2{spread:016X}")).map_err(|fault| format!("{fault:?}").into())
}

/// A cheap spread of numbers over users.
fn pick(number: usize, salt: usize, users: usize) -> usize {
    let spread = ((number * 5 + salt) as u64).wrapping_mul(0xd129_0d3d_7a1d_9b5f) >> 20;
    spread as usize % users
}

fn command(number: usize, users: usize) -> Outcomes<CreateGroup> {
    let member = |salt| {
        Ok(NewMember { user: user(pick(number, salt, users))?, role: Role::Member, name_card: String::new(), fields: Vec::new() })
    };
    Ok(CreateGroup {
        group: NewGroup {
            id: NewId::Chosen(group(number)?),
            kind: Kind::Public,
            owner: Some(user(pick(number, 0, users))?),
            name: format!("group number {number}"),
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
        },
        members: (1..5).map(member).collect::<Outcomes<_>>()?,
    })
}

async fn create(store: &SqliteStore, number: usize, users: usize) -> Outcomes<()> {
    let command = command(number, users)?;
    let actor = Actor::user(user(pick(number, 0, users))?, Face::Sdk);
    let home = command.home(app()?);
    let loaded = store.load(app()?, &home, &command.reads(&actor), None).await?;
    let step = command.decide(&actor, &loaded.view, &Context::new(loaded.view.now, &Limits::RECOMMENDED));
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

/// Processor time of this process so far, where the system tells it: on a busy machine a better measure than the rate.
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// Memory of this process that is in no file, in MiB, where the system tells it.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) >> 10
}

fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    sorted.get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

async fn creates(store: Arc<SqliteStore>, range: std::ops::Range<usize>, callers: usize, users: usize) -> Outcomes<()> {
    let next = Arc::new(AtomicUsize::new(range.start));
    let (begun, spent) = (Instant::now(), processor());
    let mut tasks = Vec::new();
    for _ in 0..callers {
        let (store, next, end) = (store.clone(), next.clone(), range.end);
        tasks.push(tokio::spawn(async move {
            let mut times = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= end {
                    return Outcomes::Ok(times);
                }
                let from = Instant::now();
                create(&store, number, users).await?;
                times.push(from.elapsed());
            }
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    times.sort_unstable();
    let rate = times.len() as f64 / begun.elapsed().as_secs_f64();
    let (middle, late) = (percentile(&times, 50), percentile(&times, 99));
    println!(
        "{:>9} creates, {callers:>3} callers: {rate:>8.0}/s, p50 {middle:.1?}, p99 {late:.1?}, max {:.1?}, processor {:.1?} each, {} MiB",
        times.len(),
        times.last().copied().unwrap_or_default(),
        (processor() - spent) / u32::try_from(times.len()).unwrap_or(1).max(1),
        memory()
    );
    Ok(())
}

async fn reads(store: &SqliteStore, groups: usize, users: usize) -> Outcomes<()> {
    let mut times = Vec::new();
    for turn in 0..20_000 {
        let id = [group(pick(turn, 3, groups))?];
        let from = Instant::now();
        if store.groups(app()?, &id, None).await?.iter().any(Option::is_none) {
            return Err("a group is missing".into());
        }
        times.push(from.elapsed());
    }
    times.sort_unstable();
    println!("{:>9} gets by id: p50 {:.2?}, p99 {:.2?}", times.len(), percentile(&times, 50), percentile(&times, 99));
    let (mut times, mut rows) = (Vec::new(), 0);
    for turn in 0..5000 {
        let reader = user(turn % users.min(500))?;
        let from = Instant::now();
        rows += store.joined(app()?, &reader, JoinedFilter::default(), 0, 100).await?.rows.len();
        times.push(from.elapsed());
    }
    times.sort_unstable();
    let (middle, late) = (percentile(&times, 50), percentile(&times, 99));
    println!("{:>9} joined lists of {} rows: p50 {middle:.2?}, p99 {late:.2?}", times.len(), rows / times.len());
    Ok(())
}

fn open(folder: &Path) -> Outcomes<Arc<SqliteStore>> {
    let from = Instant::now();
    let store = SqliteStore::open(folder, Options::default(), Arc::new(SystemClock))?;
    println!("          opened in {:.1?}", from.elapsed());
    Ok(Arc::new(store))
}

fn main() -> Outcomes<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("usage: throughput FOLDER [GROUPS] [CALLERS] [USERS]")?;
    let mut number = |default: usize| arguments.next().map_or(Ok(default), |text| text.parse());
    let (groups, callers, users) = (number(100_000)?, number(64)?, number(10_000)?);
    let folder = Path::new(&folder);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let store = open(folder)?;
    runtime.block_on(async {
        let tenth = (groups / 10).max(1);
        for part in 0..10 {
            creates(store.clone(), part * tenth..(part + 1) * tenth, callers, users).await?;
        }
        creates(store.clone(), 10 * tenth..10 * tenth + 2000, 1, users).await?;
        reads(&store, groups, users).await
    })?;
    drop(store);
    let store = open(folder)?;
    runtime.block_on(reads(&store, groups, users))?;
    drop(store);
    let bytes: u64 = std::fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.metadata().ok()).map(|meta| meta.len()).sum();
    println!("          {} bytes per group on disk", bytes / groups.max(1) as u64);
    Ok(())
}
