//! `handle_group_applications`: one decision on many applications of a group.

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Object, Text, Whole, owned};
use opentim_domain::application::HandleApplications;
use opentim_domain::{Millis, UserId};
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "From_Account", default)]
    stand_in: Option<Text<'a>>,
    #[serde(borrow, rename = "MemberList")]
    rows: List<Object<Row<'a>>>,
    #[serde(borrow, rename = "HandleAction")]
    action: Text<'a>,
    #[serde(borrow, rename = "HandleMsg", default)]
    words: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow, rename = "Member_Account")]
    user: Text<'a>,
    #[serde(rename = "ApplyTime", default)]
    at: Option<Whole>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// The account that is shown as the one who decided, in place of the caller's.
    pub stand_in: Option<UserId>,
    /// The decision.
    pub command: HandleApplications,
}

/// Reads the request. With an `ApplyTime` as it was listed, a later application of the same user is not meant.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an unknown word, an id of the wrong form.
pub fn read(body: &[u8]) -> Result<Request, Failure> {
    let body: Body<'_> = body::read(body)?;
    let accept = match body.action.as_str() {
        "Agree" => true,
        "Reject" => false,
        other => return Err(Failure::word("HandleAction", other, "Agree, Reject")),
    };
    let row = |(at, Object(row)): (usize, &Object<Row<'_>>)| {
        let user = account::user(&format!("MemberList[{at}].Member_Account"), &row.user)?;
        Ok((user, row.at.map(|time| Millis(time.0))))
    };
    let command = HandleApplications {
        group: account::group(&body.group)?,
        applications: body.rows.0.iter().enumerate().map(row).collect::<Result<_, Failure>>()?,
        accept,
        reason: owned(body.words),
    };
    Ok(Request { stand_in: account::stand_in(body.stand_in.as_ref())?, command })
}
