//! Rule tests of mutes and bans.

mod ban;
mod mute;
