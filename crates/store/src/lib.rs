//! Where commits go: the storage interface, the memory store that is its oracle, and the conformance suite that every store runs.
//!
//! The interface is coarse: a store loads the records a command asked for, commits a decision as a whole, and lists. It knows no
//! rule; it keeps counts, versions and event numbers in step with what a commit changes.

mod commit;
#[cfg(any(test, feature = "conformance"))]
pub mod conformance;
mod error;
mod memory;
mod page;
mod record;
mod store;

pub use commit::{Commit, Committed, OperationKey, Outcome};
pub use error::StoreError;
pub use memory::MemoryStore;
pub use page::{AllGroups, Applications, Joined, JoinedFilter, Page};
pub use record::{Audited, KeptAnswer, Loaded, Logged, StoredEvent, StoredNotice, chained};
pub use store::{Clock, News, Pending, SeenGroup, Store, SystemClock, Watcher};
