//! What has two names: the documents said `ShutUp...` before 2024 and say `Mute...` since. Both are understood everywhere, and each
//! command answers in its own (rule book 10, row 15).

use super::failure::Failure;
use super::value::{Text, Whole, given};
use super::words;

/// One value that has two names. Callers that write both for safety are served when both say the same.
fn one<T: PartialEq>(older: (&str, Option<T>), newer: (&str, Option<T>)) -> Result<Option<T>, Failure> {
    match (older, newer) {
        ((older, Some(a)), (newer, Some(b))) if a != b => Err(Failure::parameter(format!(
            "{older} and {newer} are two names of one value and say different things; give one of them"
        ))),
        ((_, older), (_, newer)) => Ok(older.or(newer)),
    }
}

/// `ShutUpTime` or `MuteTime`: seconds.
pub(super) fn mute_time(shut_up: Option<Whole>, mute: Option<Whole>) -> Result<Option<u32>, Failure> {
    let name = if shut_up.is_some() { "ShutUpTime" } else { "MuteTime" };
    let time = one(("ShutUpTime", shut_up), ("MuteTime", mute))?;
    time.map(|time| time.within_32_bits(name)).transpose()
}

/// `ShutUpAllMember` or `MuteAllMember`: On or Off.
pub(super) fn mute_all(shut_up: Option<&Text<'_>>, mute: Option<&Text<'_>>) -> Result<Option<bool>, Failure> {
    let read = |name, text| given(text).map(|word| words::on_off(name, word)).transpose();
    one(("ShutUpAllMember", read("ShutUpAllMember", shut_up)?), ("MuteAllMember", read("MuteAllMember", mute)?))
}
