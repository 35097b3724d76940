//! Live groups: what only their back end does.

mod admins;

pub use admins::SetLiveAdmins;

#[cfg(test)]
mod tests;
