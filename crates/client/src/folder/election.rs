//! Who has the folder: this process, or another one that it watches.

use super::local::{Connected, NoAnswer, Wish, connect};
use super::owner::Owner;
use opentim_store::StoreError;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

/// Shortest and longest pause before the next try, in milliseconds. They differ so that processes do not run against each other.
const PAUSE: (u64, u64) = (30, 70);
/// How long an owner may take to let others in: it listens when its store is open, and not any more when it closes it.
const OPENING: Duration = Duration::from_secs(5);

/// What this process is to a folder.
#[derive(Clone)]
pub(crate) enum Role {
    /// It has the folder.
    Owner(Arc<Owner>),
    /// Another process has it and lets this one in.
    Attached,
    /// Whoever had it has gone; why this process has not taken it over yet, if that was tried.
    Seeking(Option<Arc<Unopened>>),
    /// It has given the folder up.
    Closed,
}

/// Why a folder could not be opened. The sentence says what to mend.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Unopened {
    /// The store could not.
    Store(StoreError),
    /// Another process has it, and does not let this one in.
    Held {
        /// Its number, when it wrote one down.
        owner: Option<u32>,
        /// What happened at its door.
        why: NoAnswer,
    },
    /// It is not there any more.
    Gone,
}

impl fmt::Display for Unopened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Held { owner, why } = self else {
            return match self {
                Self::Store(error) => error.fmt(f),
                Self::Held { .. } | Self::Gone => f.write_str("the data folder was deleted"),
            };
        };
        match (why, owner) {
            (NoAnswer::OtherProtocol(greeting), _) => write!(f, "the data folder is in use by process {}: {why}", greeting.pid)?,
            (_, Some(pid)) => write!(f, "the data folder is in use by process {pid}: {why}")?,
            (_, None) => write!(f, "the data folder is in use by another process: {why}")?,
        }
        f.write_str(match why {
            NoAnswer::Nobody(_) => {
                "; if it is opentim-server, connect to that with the option server, else end that process or choose another folder"
            }
            NoAnswer::OtherProtocol(_) => "; use the same version of opentim in both, or choose another folder",
            NoAnswer::OtherUser | NoAnswer::Silent => "; end that process, or choose another folder",
        })
    }
}

/// What one try found.
pub(super) enum Found {
    /// This process has the folder now.
    Owner(Owner),
    /// Another one has it. This connection lasts as long as that.
    Attached(Connected),
}

/// Tries once.
async fn try_once(folder: &Path) -> Result<Found, Unopened> {
    match Owner::open(folder).await {
        Ok(owner) => Ok(Found::Owner(owner)),
        Err(StoreError::Locked { owner }) => {
            let watched = connect(folder, Wish::Watch).await;
            watched.map(Found::Attached).map_err(|why| Unopened::Held { owner, why })
        }
        Err(error) => Err(Unopened::Store(error)),
    }
}

/// Tries until it is clear that the folder cannot be had.
pub(super) async fn open(folder: &Path) -> Result<Found, Unopened> {
    let until = Instant::now() + OPENING;
    loop {
        match try_once(folder).await {
            Err(Unopened::Held { why: NoAnswer::Nobody(_), .. }) if Instant::now() < until => pause().await,
            outcome => return outcome,
        }
    }
}

/// Keeps the role current until this process has the folder or gives it up.
pub(super) async fn keep(folder: Arc<Path>, mut found: Found, role: watch::Sender<Role>, mut stop: watch::Receiver<bool>) {
    loop {
        match found {
            Found::Owner(owner) => {
                role.send_replace(Role::Owner(Arc::new(owner)));
                return;
            }
            Found::Attached(watched) => {
                role.send_replace(Role::Attached);
                tokio::select! {
                    () = end_of(watched) => {}
                    _ = stop.wait_for(|stop| *stop) => return,
                }
            }
        }
        let since = Instant::now();
        role.send_replace(Role::Seeking(None));
        found = loop {
            match try_again(&folder).await {
                Ok(found) => break found,
                Err(why) => {
                    role.send_if_modified(|role| note(role, why));
                }
            }
            tokio::select! {
                () = pause() => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        };
        let took = since.elapsed();
        match &found {
            Found::Owner(_) => tracing::info!(folder = %folder.display(), ?took, "the owner has gone; this process takes over"),
            Found::Attached(_) => tracing::info!(folder = %folder.display(), ?took, "the data folder has another owner now"),
        }
    }
}

/// As the first try, but a folder that was deleted is not made anew: what users had there is gone.
async fn try_again(folder: &Path) -> Result<Found, Unopened> {
    if folder.is_dir() { try_once(folder).await } else { Err(Unopened::Gone) }
}

/// Says why nobody has the folder yet, if that is news.
fn note(role: &mut Role, why: Unopened) -> bool {
    if matches!(role, Role::Seeking(Some(known)) if **known == why) {
        return false;
    }
    tracing::debug!(%why, "the data folder cannot be taken over yet");
    *role = Role::Seeking(Some(Arc::new(why)));
    true
}

/// Waits until the owner goes. It says nothing on this connection.
async fn end_of(mut watched: Connected) {
    let _ = watched.read(&mut [0]).await;
}

async fn pause() {
    let mut byte = [0];
    // Without chance the processes only meet more often.
    let _ = getrandom::fill(&mut byte);
    let (shortest, longest) = PAUSE;
    sleep(Duration::from_millis(shortest + (longest - shortest) * u64::from(byte[0]) / 255)).await;
}
