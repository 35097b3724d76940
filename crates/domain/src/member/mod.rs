//! Members: one file per operation.

mod add;
mod admit;
mod import;
mod invite;
mod kick;
mod mark;
mod modify;
mod quit;
mod unread;

pub use add::AddMembers;
pub use import::{ImportMembers, ImportedMember};
pub use invite::InviteMembers;
pub use kick::KickMembers;
pub use mark::{LOWEST_MARK, MarkMembers};
pub use modify::{MemberPatch, ModifyMember};
pub use quit::{Left, QuitGroup};
pub use unread::SetUnread;

pub(crate) use add::named;
pub(crate) use admit::{Admission, decided, newcomer};
pub(crate) use kick::{fate, somebody_reached};

#[cfg(test)]
mod tests;
