//! What a group holds against users: mutes and bans. Both outlive the membership (rule book 4.4, forbid_send_msg and ban_group_member).

mod ban;
mod mute;
mod record;

pub(crate) use ban::ban_one;
pub use ban::{BanMembers, UnbanMembers};
pub use mute::MuteMembers;
pub(crate) use mute::{mute_end, mute_one};
pub use record::{FOREVER, Sanction, Sanctions, until};

#[cfg(test)]
mod tests;
