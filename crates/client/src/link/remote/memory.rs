//! What is remembered of a user's logins at a server: how far he has been told, and the list of his groups. With it the next start
//! goes on where the last one ended, only what has changed of the list is sent, and the list is there without a connection too.

use super::files;
use crate::link::wire::{Answer, Wire};
use crate::runtime::runtime;
use opentim_domain::GroupId;
use opentim_engine::Cursors;
use opentim_wire::frame::{self, MOST_GROUPS};
use opentim_wire::sdk::codes::INTERNAL;
use opentim_wire::sdk::group::{FromCache, JoinedDifference};
use opentim_wire::sdk::{Failure, UserData, reply};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The list of a user's groups.
#[derive(Default, Serialize, Deserialize)]
struct List {
    /// Ids in the order of the list.
    order: Vec<String>,
    rows: BTreeMap<String, Row>,
}

#[derive(Serialize, Deserialize)]
struct Row {
    version: String,
    row: Box<RawValue>,
}

impl List {
    /// The groups with their versions, as many as a request can name: of the others everything is sent again.
    fn known(&self) -> BTreeMap<GroupId, String> {
        let rows = self.rows.iter().take(MOST_GROUPS);
        rows.filter_map(|(id, row)| Some((GroupId::parse(id).ok()?, row.version.clone()))).collect()
    }

    fn apply(&mut self, difference: JoinedDifference) {
        for changed in difference.changed {
            self.rows.insert(changed.group, Row { version: changed.version, row: changed.row });
        }
        if let Some(order) = difference.order {
            let mut rows = std::mem::take(&mut self.rows);
            self.rows = order.iter().filter_map(|id| Some((id.clone(), rows.remove(id)?))).collect();
            self.order = order;
        }
    }

    fn rows(&self) -> Vec<&RawValue> {
        self.order.iter().filter_map(|id| Some(&*self.rows.get(id)?.row)).collect()
    }
}

/// What is remembered of a user.
pub(crate) struct Memory {
    whose: String,
    cursors_file: PathBuf,
    list_file: PathBuf,
    /// Those of the last login.
    loaded: Option<Cursors>,
    /// Those that are still to be written.
    cursors: Mutex<Option<Cursors>>,
    list: Mutex<Option<List>>,
    /// The user has other groups by now, perhaps.
    stale: AtomicBool,
    /// Held while the list is brought up to date: differences are taken one after the other.
    syncing: tokio::sync::Mutex<()>,
    /// Held while a file is written.
    writing: tokio::sync::Mutex<()>,
}

impl Memory {
    /// What the folder has of `whose`; it need not exist.
    pub(crate) async fn load(folder: &Path, whose: &str) -> Arc<Self> {
        let name = Sha256::digest(whose).iter().take(16).map(|byte| format!("{byte:02x}")).collect::<String>();
        let (cursors_file, list_file) = (folder.join(format!("{name}.cursors")), folder.join(format!("{name}.groups")));
        let (whose, files) = (whose.to_owned(), (cursors_file.clone(), list_file.clone()));
        let reading = {
            let whose = whose.clone();
            runtime()
                .spawn_blocking(move || (files::read::<frame::Cursors>(&files.0, &whose), files::read::<List>(&files.1, &whose)))
        };
        let (cursors, list) = reading.await.unwrap_or_default();
        Arc::new(Self {
            whose,
            cursors_file,
            list_file,
            loaded: cursors.map(|frame::Cursors { notices, groups }| Cursors { notices, groups }),
            cursors: Mutex::default(),
            list: Mutex::new(list),
            stale: AtomicBool::new(false),
            syncing: tokio::sync::Mutex::default(),
            writing: tokio::sync::Mutex::default(),
        })
    }

    fn kept_list(&self) -> MutexGuard<'_, Option<List>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far the user had been told at the end of his last login.
    pub(crate) fn cursors(&self) -> Option<Cursors> {
        self.loaded.clone()
    }

    /// The list of groups without a connection, if it has ever been asked for.
    pub(crate) fn remembered_list(&self, user_data: &UserData) -> Option<String> {
        let list = self.kept_list();
        Some(reply::success_with(list.as_ref()?.rows(), user_data, FromCache::YES))
    }

    /// Answers with the list of groups as the server has it.
    pub(crate) async fn list(self: &Arc<Self>, wire: &Wire, user_data: &UserData) -> Answer {
        match self.sync(wire).await {
            Ok(()) => {
                let list = self.kept_list();
                Answer::Reply(reply::success(list.as_ref().map(List::rows).unwrap_or_default(), user_data))
            }
            Err(answer) => answer,
        }
    }

    /// Something has happened that may change which groups the user has.
    pub(crate) fn has_changed(&self) {
        self.stale.store(true, Ordering::Relaxed);
    }

    /// Whether something of that kind has happened since the list was last brought up to date.
    pub(crate) fn is_stale(&self) -> bool {
        self.stale.load(Ordering::Relaxed)
    }

    /// Brings the list up to date if somebody has ever asked for it.
    pub(crate) async fn refresh(self: &Arc<Self>, wire: &Wire) {
        if self.kept_list().is_some()
            && let Err(Answer::Refused(failure)) = self.sync(wire).await
        {
            tracing::debug!(code = failure.code, "the list of groups was not brought up to date: {}", failure.desc);
        }
    }

    async fn sync(self: &Arc<Self>, wire: &Wire) -> Result<(), Answer> {
        let _one = self.syncing.lock().await;
        self.stale.store(false, Ordering::Relaxed);
        let known = self.kept_list().as_ref().map(List::known).unwrap_or_default();
        let body = match wire.sync(known).await {
            Answer::Reply(body) => body,
            other => {
                self.has_changed();
                return Err(other);
            }
        };
        let difference: JoinedDifference = serde_json::from_str(&body).map_err(|error| {
            Answer::Refused(Failure::new(INTERNAL, format!("the server's list of groups cannot be read: {error}")))
        })?;
        let same = difference.changed.is_empty() && difference.order.is_none();
        let mut list = self.kept_list();
        let first = list.is_none();
        list.get_or_insert_default().apply(difference);
        drop(list);
        if first || !same {
            let memory = self.clone();
            runtime().spawn(async move { memory.write_list().await });
        }
        Ok(())
    }

    /// Keeps how far the user has been told for the next start.
    pub(crate) fn save_cursors(self: &Arc<Self>, cursors: Cursors) {
        *self.cursors.lock().unwrap_or_else(PoisonError::into_inner) = Some(cursors);
        let memory = self.clone();
        runtime().spawn(async move { memory.write_cursors().await });
    }

    /// The login has ended: everything is written when this returns.
    pub(crate) async fn close(self: &Arc<Self>, cursors: Option<Cursors>) {
        if let Some(cursors) = cursors {
            *self.cursors.lock().unwrap_or_else(PoisonError::into_inner) = Some(cursors);
        }
        self.write_cursors().await;
        // One that was begun before is done then, too.
        drop(self.writing.lock().await);
    }

    async fn write_cursors(self: &Arc<Self>) {
        let _one = self.writing.lock().await;
        let cursors = self.cursors.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(Cursors { notices, groups }) = cursors else { return };
        let memory = self.clone();
        let write = move || files::write(&memory.cursors_file, &memory.whose, &frame::Cursors { notices, groups });
        written(runtime().spawn_blocking(write).await);
    }

    async fn write_list(self: &Arc<Self>) {
        let _one = self.writing.lock().await;
        let memory = self.clone();
        let write = move || {
            // Calls wait for the list: it is given back before the disk is waited for.
            let text = memory.kept_list().as_ref().map(|list| files::text_of(&memory.whose, list));
            text.map_or(Ok(()), |text| files::write_text(&memory.list_file, &text?))
        };
        written(runtime().spawn_blocking(write).await);
    }
}

fn written(outcome: Result<std::io::Result<()>, tokio::task::JoinError>) {
    let outcome = outcome.map_err(|error| error.to_string()).and_then(|written| written.map_err(|error| error.to_string()));
    if let Err(error) = outcome {
        tracing::warn!(error, "what is remembered for the next start could not be written");
    }
}
