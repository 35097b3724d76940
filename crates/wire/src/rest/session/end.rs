//! `end_sessions`: a user's sessions, or some by name, are over.

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Text, given};
use opentim_domain::UserId;
use serde::{Deserialize, Serialize};

/// Most sessions that one call names.
pub const MOST: usize = 500;
/// Longest reason in bytes.
pub const MOST_REASON_BYTES: usize = 300;
/// What the client is told without a reason.
const USUAL_REASON: &str = "the session was ended by an administrator";

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "To_Account", default)]
    user: Option<Text<'a>>,
    #[serde(borrow, rename = "SessionIdList", default)]
    sessions: Option<List<Text<'a>>>,
    #[serde(borrow, rename = "Reason", default)]
    reason: Option<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// Which.
    pub which: Which,
    /// What their clients are told.
    pub reason: String,
}

/// Which sessions end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Which {
    /// All of a user.
    Of(UserId),
    /// These, by name.
    These(Vec<String>),
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, both ways of naming sessions or none, too many, a
/// reason that is too long.
pub fn read(body: &[u8]) -> Result<Request, Failure> {
    let body: Body<'_> = body::read(body)?;
    let sessions = body.sessions.unwrap_or_default().0;
    let user = body.user.filter(|user| !user.as_str().is_empty());
    let which = match (user, sessions.as_slice()) {
        (Some(user), []) => Which::Of(account::user("To_Account", &user)?),
        (None, [_, ..]) if sessions.len() <= MOST => {
            Which::These(sessions.into_iter().map(|session| session.0.into_owned()).collect())
        }
        (None, [_, ..]) => {
            let given = sessions.len();
            return Err(Failure::parameter(format!(
                "SessionIdList names too many sessions: {given} were given, at most {MOST} are allowed"
            )));
        }
        (Some(_), _) => {
            return Err(Failure::parameter("To_Account and SessionIdList are both filled in; name the sessions one way"));
        }
        (None, []) => {
            let text = "To_Account or SessionIdList is required: name whose sessions end, or which ones as get_sessions gives them";
            return Err(Failure::parameter(text));
        }
    };
    let reason = given(body.reason.as_ref()).unwrap_or(USUAL_REASON);
    if reason.len() > MOST_REASON_BYTES {
        let given = reason.len();
        return Err(Failure::parameter(format!(
            "Reason is too long: {given} bytes were given, at most {MOST_REASON_BYTES} are allowed"
        )));
    }
    Ok(Request { which, reason: reason.to_owned() })
}

/// The reply.
#[derive(Serialize)]
pub struct Reply {
    /// How many sessions were ended.
    #[serde(rename = "EndedNum")]
    pub ended: usize,
}
