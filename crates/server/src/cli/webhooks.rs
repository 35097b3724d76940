//! `webhooks replay`: has the apps' back ends told again.

use super::{Stop, audit, say};
use crate::config::Settings;
use crate::webhooks::keep;
use opentim_domain::AppId;
use opentim_store::Store;
use opentim_store_sqlite::SqliteStore;
use std::path::PathBuf;

/// What is told again, and to whom.
#[derive(clap::Args)]
pub(super) struct Replay {
    /// The configuration; no server may run on its data folder
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// Place of the first event: the number in the middle of its EventId; 1 for all that the log still has
    #[arg(long, value_name = "PLACE")]
    from: u64,
    /// Only the back end of this app; else those of all that have one
    #[arg(long, value_name = "NUMBER")]
    app: Option<u64>,
}

pub(super) fn replay(arguments: &Replay) -> Result<(), Stop> {
    let settings = Settings::load(&arguments.config).map_err(Stop::refused)?;
    if arguments.from == 0 {
        return Err(Stop::refused("--from must be the place of an event, 1 or more"));
    }
    let with_webhooks = settings.apps.iter().filter(|app| app.webhooks.is_some()).map(|app| app.id);
    let apps: Vec<AppId> = with_webhooks.filter(|app| arguments.app.is_none_or(|wanted| wanted == app.get())).collect();
    if apps.is_empty() {
        let file = arguments.config.display();
        let wanted = arguments.app.map(|app| format!(" of the app {app}")).unwrap_or_default();
        return Err(Stop::refused(format!("{file}: there is no [app.webhooks]{wanted}, so nobody is told")));
    }
    let store = audit::open(&settings.data_dir)?;
    let done = apps.into_iter().try_for_each(|app| audit::block_on(set_back(&store, app, arguments.from))?);
    store.close();
    done
}

async fn set_back(store: &SqliteStore, app: AppId, from: u64) -> Result<(), Stop> {
    let told = store.back_end_told(app).await.map_err(Stop::failed)?;
    if from > told {
        say(&format!("app {app}: told up to place {told} so far; what comes after is told anyway when the server runs"));
        return Ok(());
    }
    keep(store, app, from - 1).await.map_err(Stop::failed)?;
    say(&format!("app {app}: had been told up to place {told}; from place {from} on it is told again when the server runs"));
    Ok(())
}
