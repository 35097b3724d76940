//! Accounts, profiles and who is online: services `im_open_login_svc`, `profile` and `openim`, as far as groups need them.

pub mod check;
pub mod import;
pub mod kick;
pub mod portrait;
pub mod status;

use super::failure::Failure;
use super::value::{List, Object, Text};
use opentim_domain::UserId;
use serde::Deserialize;

/// Most accounts in one call of these services, whose pages say 100 each.
pub const MOST: usize = 100;

/// An entry that names a user. The older name of the field is understood too.
#[derive(Deserialize)]
pub(super) struct Named<'a> {
    #[serde(borrow, rename = "UserID", alias = "Identifier", alias = "Member_Account")]
    user: Text<'a>,
}

/// The accounts of a list of such entries, 1 to [`MOST`].
fn named(field: &str, list: &List<Object<Named<'_>>>) -> Result<Vec<UserId>, Failure> {
    let given = list.0.len();
    if given == 0 {
        return Err(Failure::parameter(format!("{field} is required: name 1 to {MOST} accounts")));
    }
    if given > MOST {
        return Err(super::account::too_many(field, given, MOST));
    }
    let one =
        |(at, Object(entry)): (usize, &Object<Named<'_>>)| super::account::user(&format!("{field}[{at}].UserID"), &entry.user);
    list.0.iter().enumerate().map(one).collect()
}
