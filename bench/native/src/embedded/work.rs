//! The work that is measured: groups with an owner and four members out of a pool of users.

use crate::Fault;
use opentim_bench::{INTRODUCTION, MEMBERS, name, user};
use opentim_domain::group::{CreateGroup, NewGroup, NewId, NewMember};
use opentim_domain::{Actor, AppId, Face, GroupId, Kind, Limits, Role, UserId};
use opentim_engine::{Call, Engine, Ports, Random};
use opentim_store::{Clock, SystemClock};
use opentim_store_sqlite::{Durability, Options, SqliteStore};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Calls under way at once.
const IN_FLIGHT: usize = 64;

struct System;

impl Random for System {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("random numbers of the system");
    }
}

/// An opened folder.
pub struct Opened {
    pub engine: Arc<Engine>,
    pub store: Arc<SqliteStore>,
    pub app: AppId,
    limits: Arc<Limits>,
}

impl Opened {
    pub fn new(folder: &Path, durability: Durability) -> Result<Self, Fault> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let store = Arc::new(SqliteStore::open(folder, Options { durability, cache_mib: 256 }, clock.clone())?);
        let ports = Ports { random: Arc::new(System), back_end: None, clock, id_key: store.keys().id_key };
        let engine = Arc::new(Engine::new(store.clone(), ports));
        let app = AppId::new(1_400_000_000).ok_or("the number of the app")?;
        Ok(Self { engine, store, app, limits: Arc::new(Limits::RECOMMENDED) })
    }

    /// A call of a user from the SDK.
    pub fn call(&self, user: UserId) -> Call {
        Call { app: self.app, actor: Actor::user(user, Face::Sdk), limits: self.limits.clone(), operation: None }
    }

    /// A call of the app's admin from the back end.
    pub fn admin_call(&self, admin: UserId) -> Call {
        Call { app: self.app, actor: Actor::app_admin(admin, Face::Rest), limits: self.limits.clone(), operation: None }
    }

    /// Creates groups number `from` to `from + count - 1`, many at once, and gives their ids.
    pub async fn create(self: &Arc<Self>, from: u64, count: u64, users: u64) -> Result<Vec<GroupId>, Fault> {
        let next = Arc::new(AtomicU64::new(from));
        let end = from + count;
        let mut tasks = Vec::new();
        for _ in 0..IN_FLIGHT {
            let (this, next) = (self.clone(), next.clone());
            tasks.push(tokio::spawn(async move {
                let mut made = Vec::new();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= end {
                        return Ok::<_, Fault>(made);
                    }
                    made.push((at, this.create_one(at, users).await?));
                }
            }));
        }
        let mut made = Vec::with_capacity(count as usize);
        for task in tasks {
            made.extend(task.await??);
        }
        made.sort_unstable_by_key(|(at, _)| *at);
        Ok(made.into_iter().map(|(_, id)| id).collect())
    }

    async fn create_one(&self, at: u64, users: u64) -> Result<GroupId, Fault> {
        let (owner, members) = people(at, users)?;
        let call = self.call(owner.clone());
        let group = group(at, Kind::Public, owner, self.engine.draw(&call, Kind::Public));
        let members =
            members.into_iter().map(|user| NewMember { user, role: Role::Member, name_card: String::new(), fields: vec![] });
        let created = self.engine.run(&call, CreateGroup { group, members: members.collect() }).await;
        Ok(created.map_err(|refusal| refusal.to_string())?.group)
    }
}

/// Owner and members of group number `at`.
pub fn people(at: u64, users: u64) -> Result<(UserId, Vec<UserId>), Fault> {
    let parsed = |nth| UserId::parse(&user(at, nth, users)).map_err(|fault| Fault::from(format!("{fault:?}")));
    Ok((parsed(0)?, (1..=MEMBERS).map(parsed).collect::<Result<_, _>>()?))
}

/// Group number `at`.
pub fn group(at: u64, kind: Kind, owner: UserId, id: GroupId) -> NewGroup {
    NewGroup {
        id: NewId::Drawn(id),
        kind,
        owner: Some(owner),
        name: name(at),
        introduction: INTRODUCTION.to_owned(),
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
