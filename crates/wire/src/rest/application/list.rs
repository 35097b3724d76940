//! `get_group_applications`: what one owner, admin or invited user has to decide on.

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Text, Whole};
use opentim_domain::{Application, ApplicationKind, ApplicationState, GroupId, Millis, UserId};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer applications with Limit and go on with the Next of each reply";

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "From_Account")]
    user: Text<'a>,
    #[serde(rename = "Limit", default)]
    limit: Option<Whole>,
    #[serde(rename = "Next", default)]
    next: Option<Whole>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// Whose.
    pub user: UserId,
    /// At most so many, 1 or more; a page may be a little longer.
    pub limit: usize,
    /// Only those made before this moment.
    pub before: Option<Millis>,
}

/// Reads the request. A page holds about `most` applications, which is also what counts when `Limit` is left out or 0.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form; 10018 for a higher limit.
pub fn read(body: &[u8], most: usize) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    let user = account::user("From_Account", &body.user)?;
    let limit = body.limit.unwrap_or_default().0;
    if limit > most as u64 {
        return Err(Failure::page(limit, most, ADVICE));
    }
    let limit = if limit == 0 { most } else { usize::try_from(limit).unwrap_or(most) };
    let before = body.next.filter(|next| next.0 > 0).map(|next| Millis(next.0));
    Ok(Query { user, limit, before })
}

/// The reply.
#[derive(Serialize)]
pub struct Reply<'a> {
    /// Undecided ones that he has not seen, in all.
    #[serde(rename = "UnreadNum")]
    pub unread: usize,
    /// The applications, newest first.
    #[serde(rename = "ApplicationList", serialize_with = "rows")]
    pub rows: &'a [(GroupId, Application)],
    /// Where the next page begins, 0 at the end.
    #[serde(rename = "Next")]
    pub next: u64,
}

fn rows<S: Serializer>(list: &&[(GroupId, Application)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut rows = serializer.serialize_seq(Some(list.len()))?;
    for (group, application) in *list {
        rows.serialize_element(&Row { group, application })?;
    }
    rows.end()
}

struct Row<'a> {
    group: &'a GroupId,
    application: &'a Application,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Application { user, kind, inviter, at, message, state } = self.application;
        let kind = match kind {
            ApplicationKind::Join => "Join",
            ApplicationKind::Consent => "Consent",
            ApplicationKind::Approval => "Approval",
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("GroupId", self.group.as_str())?;
        map.serialize_entry("Member_Account", user.as_str())?;
        map.serialize_entry("ApplyType", kind)?;
        map.serialize_entry("Inviter_Account", inviter.as_ref().map_or("", |inviter| inviter.as_str()))?;
        map.serialize_entry("ApplyTime", &at.0)?;
        map.serialize_entry("ApplyMsg", message)?;
        match state {
            ApplicationState::Open => map.serialize_entry("State", "Open")?,
            ApplicationState::Decided { accepted, by, reason, at } => {
                map.serialize_entry("State", if *accepted { "Agreed" } else { "Rejected" })?;
                map.serialize_entry("Handler_Account", by.as_str())?;
                map.serialize_entry("HandleMsg", reason)?;
                map.serialize_entry("HandleTime", &at.0)?;
            }
        }
        map.end()
    }
}
