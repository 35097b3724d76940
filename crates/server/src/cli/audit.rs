//! `audit`: what was done to groups, with the hashes that chain it, out of a data folder that no process uses.

use super::{Stop, run};
use crate::config::Durability;
use opentim_domain::{AppId, GroupId};
use opentim_store::{Audited, Store, StoreError, chained};
use opentim_store_sqlite::SqliteStore;
use opentim_wire::{AuditEntry, hash_text};
use serde::Serialize;
use std::future::Future;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tokio::runtime::Builder;

/// Events read at once.
const PAGE: usize = 1000;

/// Which audits.
#[derive(clap::Args)]
pub(super) struct Which {
    /// The data folder; no server may run on it
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Only groups of this app
    #[arg(long, value_name = "NUMBER")]
    app: Option<u64>,
    /// Only this group; with --app
    #[arg(long, value_name = "GROUP", requires = "app")]
    group: Option<String>,
}

/// A line of an export.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(rename = "SdkAppid")]
    app: u64,
    #[serde(rename = "GroupId")]
    group: &'a str,
    #[serde(flatten)]
    entry: AuditEntry<'a>,
}

/// How far an audit was followed.
struct Followed {
    events: u64,
    newest: [u8; 32],
    /// The first event that does not follow from those before it, and why.
    broken: Option<(u64, &'static str)>,
}

/// Says whether every event follows from those before it.
pub(super) fn verify(which: &Which) -> Result<(), Stop> {
    let (mut groups, mut events, mut broken) = (0_u64, 0_u64, 0_u64);
    let alone = which.group.is_some();
    which.each(|app, group, store| {
        let mut followed = block_on(follow(store, app, group, |_| Ok(())))?.map_err(Stop::failed)?;
        followed.end(store.newest_audited(app, group).map_err(Stop::failed)?);
        groups += 1;
        events += followed.events;
        if let Some((number, why)) = followed.broken {
            broken += 1;
            super::say(&format!("- app {app}, group {group}: event {number} {why}"));
        } else if alone {
            super::say(&format!("newest event {}, hash {}", followed.events, hash_text(&followed.newest)));
        }
        Ok(())
    })?;
    super::say(&format!("groups {groups}, events {events}"));
    if broken == 0 {
        super::say("every event follows from those before it");
        return Ok(());
    }
    Err(Stop::failed(format!(
        "the audit of {broken} groups is broken; keep a copy of the folder before anything else is done with it"
    )))
}

/// Prints the audits, one event a line, as JSON.
pub(super) fn export(which: &Which) -> Result<(), Stop> {
    let mut out = BufWriter::new(io::stdout().lock());
    which.each(|app, group, store| {
        let write = |audited: &Audited| {
            let Audited { event, hash } = audited;
            let entry =
                AuditEntry { number: event.number, at: event.at, member_count: event.member_count, event: &event.event, hash };
            serde_json::to_writer(&mut out, &Line { app: app.get(), group: group.as_str(), entry })?;
            out.write_all(b"\n")
        };
        block_on(follow(store, app, group, write))?.map_err(Stop::failed).map(drop)
    })?;
    out.flush().map_err(Stop::failed)
}

impl Which {
    fn each(&self, mut see: impl FnMut(AppId, &GroupId, &SqliteStore) -> Result<(), Stop>) -> Result<(), Stop> {
        let app = self.app.map(|app| AppId::new(app).ok_or_else(|| Stop::refused("--app must lie between 1 and 9007199254740991")));
        let app = app.transpose()?;
        let group =
            self.group.as_deref().map(|group| GroupId::parse(group).map_err(|_| Stop::refused("--group is no id of a group")));
        let group = group.transpose()?;
        let store = open(&self.folder)?;
        let seen = match (app, group) {
            (Some(app), Some(group)) => match store.newest_audited(app, &group).map_err(Stop::failed)? {
                Some(_) => see(app, &group, &store),
                None => Err(Stop::refused(format!("app {app} has no group {group}, and never had one"))),
            },
            _ => {
                let groups = store.every_group().map_err(Stop::failed)?;
                let wanted = groups.into_iter().filter(|(of, _)| app.is_none_or(|app| app == *of));
                wanted.into_iter().try_for_each(|(app, group)| see(app, &group, &store))
            }
        };
        store.close();
        seen
    }
}

/// A folder that is there; one is not made for a look at it.
pub(super) fn open(folder: &Path) -> Result<SqliteStore, Stop> {
    if !folder.join("opentim.db").is_file() {
        return Err(Stop::refused(format!("{}: there is no data of opentim", folder.display())));
    }
    run::open(folder, Durability::Full).map_err(|stop| Stop {
        text: format!(
            "{}; if it is the server that has the folder, stop it first (what it knows of one group, it tells over REST)",
            stop.text
        ),
        ..stop
    })
}

/// Waits for what the store does.
pub(super) fn block_on<T>(work: impl Future<Output = T>) -> Result<T, Stop> {
    Ok(Builder::new_current_thread().build().map_err(Stop::failed)?.block_on(work))
}

/// Follows the audit of a group from its beginning, and has each event seen.
async fn follow(
    store: &SqliteStore,
    app: AppId,
    group: &GroupId,
    mut see: impl FnMut(&Audited) -> io::Result<()>,
) -> Result<Followed, Box<dyn std::error::Error>> {
    let mut followed = Followed { events: 0, newest: [0; 32], broken: None };
    let mut after = 0;
    loop {
        let page: Vec<Audited> = store.audit(app, group, after, PAGE).await.map_err(|error: StoreError| error.to_string())?;
        let Some(last) = page.last() else { return Ok(followed) };
        after = last.event.number;
        for audited in &page {
            followed.take(audited);
            see(audited)?;
        }
    }
}

impl Followed {
    fn take(&mut self, Audited { event, hash }: &Audited) {
        let why = if event.number != self.events + 1 {
            Some("does not follow the one before: events are missing")
        } else if chained(&self.newest, event) != *hash {
            Some("was changed, or one before it: its hash does not follow")
        } else {
            None
        };
        self.broken = self.broken.or(why.map(|why| (event.number, why)));
        (self.events, self.newest) = (event.number, *hash);
    }

    /// The audit ends here; `kept` is where the group itself says that it does.
    fn end(&mut self, kept: Option<(u64, [u8; 32])>) {
        let here = self.events;
        let fault = match kept {
            Some((events, _)) if events > here => (here + 1, "is missing: the group counts more of them"),
            Some((events, newest)) if events == here && newest == self.newest => return,
            Some(_) => (here, "is not the newest that the group itself knows of"),
            None => (here, "is the last one, and the group itself is missing"),
        };
        self.broken = self.broken.or(Some(fault));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opentim_domain::{Actor, EventBody, EventDraft, Face, Millis, UserId};
    use opentim_store::StoredEvent;

    /// A sound audit.
    fn audit(events: u64) -> Vec<Audited> {
        let mut before = [0; 32];
        let mut chain = |number: u64| {
            let actor = Actor::user(UserId::parse("ada").unwrap(), Face::Rest);
            let event = EventDraft { actor, body: EventBody::Unbanned { users: Vec::new() } };
            let event = StoredEvent { number, at: Millis(number), member_count: 1, event };
            before = chained(&before, &event);
            Audited { event, hash: before }
        };
        (1..=events).map(&mut chain).collect()
    }

    fn broken(audit: &[Audited]) -> Option<u64> {
        let mut followed = Followed { events: 0, newest: [0; 32], broken: None };
        audit.iter().for_each(|audited| followed.take(audited));
        followed.broken.map(|(number, _)| number)
    }

    #[test]
    fn an_audit_that_nobody_touched_follows() {
        assert_eq!(broken(&audit(5)), None);
        assert_eq!(broken(&[]), None);
    }

    #[test]
    fn the_first_event_that_was_changed_left_out_or_put_between_is_named() {
        let mut changed = audit(5);
        changed[2].event.member_count = 9;
        assert_eq!(broken(&changed), Some(3));
        let mut left_out = audit(5);
        left_out.remove(2);
        assert_eq!(broken(&left_out), Some(4));
        let mut numbered_anew = audit(5);
        numbered_anew.remove(2);
        (0..).zip(&mut numbered_anew).for_each(|(at, audited)| audited.event.number = at + 1);
        assert_eq!(broken(&numbered_anew), Some(3));
        let mut without_the_first = audit(5);
        without_the_first.remove(0);
        assert_eq!(broken(&without_the_first), Some(2));
    }

    #[test]
    fn an_audit_ends_where_the_group_itself_says() {
        let whole = audit(5);
        let end = |events: usize, kept: Option<(u64, [u8; 32])>| {
            let mut followed = Followed { events: 0, newest: [0; 32], broken: None };
            whole[..events].iter().for_each(|audited| followed.take(audited));
            followed.end(kept);
            followed.broken.map(|(number, _)| number)
        };
        let kept = Some((5, whole[4].hash));
        assert_eq!(end(5, kept), None);
        assert_eq!(end(0, Some((0, [0; 32]))), None, "nothing has happened yet");
        assert_eq!(end(4, kept), Some(5), "the end is cut off");
        assert_eq!(end(0, kept), Some(1), "all of it is");
        assert_eq!(end(5, Some((4, whole[3].hash))), Some(5), "one was added");
        assert_eq!(end(5, Some((5, whole[3].hash))), Some(5), "the newest is another one");
        assert_eq!(end(5, None), Some(5));
    }
}
