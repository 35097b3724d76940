//! Applications and invitations that wait for an answer (the SDK calls them pendencies; rule book 8.4).

mod apply;
mod handle;
mod read;
mod record;

pub(crate) use apply::Joining;
pub use apply::{Applied, JoinGroup};
pub use handle::{HandleApplications, Handled};
pub use read::ReadApplications;
pub use record::{Application, ApplicationKind, ApplicationState};

#[cfg(test)]
mod tests;
