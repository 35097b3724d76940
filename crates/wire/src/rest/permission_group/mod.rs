//! The permission groups of a community with topics (rule book 1.7; the incumbent's pages on permission groups).

pub mod create;
pub mod destroy;
pub mod get;
pub mod members;
pub mod modify;
pub mod topics;

use super::failure::Failure;
use super::value::Text;
use super::{account, value::List};
use opentim_domain::{PermissionGroupId, Reject};

/// Most permission groups in one call.
pub const MOST_GROUPS: usize = 20;
/// Most topics in one call.
pub const MOST_TOPICS: usize = 50;
/// Most members of one page.
pub const MOST_MEMBERS: usize = 50;

/// The ids of a list, at most [`MOST_GROUPS`].
fn these(list: &List<Text<'_>>) -> Result<Vec<PermissionGroupId>, Failure> {
    at_most("PermissionGroupIdList", list.0.len(), MOST_GROUPS)?;
    let one = |(at, text): (usize, &Text<'_>)| account::permission_group(&format!("PermissionGroupIdList[{at}]"), text);
    list.0.iter().enumerate().map(one).collect()
}

/// Refuses a list of more entries.
fn at_most(field: &str, given: usize, most: usize) -> Result<(), Failure> {
    if given <= most {
        return Ok(());
    }
    let number = Reject::TooManyAccounts { limit: most, given }.number();
    Err(Failure::new(number, format!("{field} has too many entries: {given} were given, at most {most} are allowed")))
}
