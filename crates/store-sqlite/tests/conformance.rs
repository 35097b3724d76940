//! The suite that every store runs.

#[path = "support/mod.rs"]
mod support;

use opentim_store_sqlite::{Options, SqliteStore};
use support::Folder;

opentim_store::conformance!(|clock| {
    let folder = Folder::new("conformance");
    let store = SqliteStore::open(folder.path(), Options::default(), clock).expect("an empty folder opens");
    (store, folder)
});
