//! `get_sessions`: who is connected, from where and since when.

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Text, Whole};
use opentim_domain::{Millis, UserId};
use serde::{Deserialize, Serialize};

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer sessions with Limit and go on with the Next of each reply";
/// Most rows of a page.
pub const MOST: usize = 1000;
/// Rows of a page whose request names no number.
const USUAL: usize = 100;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "To_Account", default)]
    user: Option<Text<'a>>,
    #[serde(rename = "Limit", default)]
    limit: Option<Whole>,
    #[serde(borrow, rename = "Next", default)]
    next: Option<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// Only his.
    pub user: Option<UserId>,
    /// At most so many, 1 or more.
    pub limit: usize,
    /// Only those behind this one, by account and then by name.
    pub after: Option<(UserId, String)>,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form; 10018 for a higher limit.
pub fn read(body: &[u8]) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    let user = body.user.filter(|user| !user.as_str().is_empty());
    let user = user.map(|user| account::user("To_Account", &user)).transpose()?;
    let limit = match body.limit.unwrap_or_default().0 {
        0 => USUAL,
        limit if limit > MOST as u64 => return Err(Failure::page(limit, MOST, ADVICE)),
        limit => usize::try_from(limit).unwrap_or(MOST),
    };
    let next = body.next.filter(|next| !next.as_str().is_empty());
    let after = next.map(|next| place(next.as_str()).ok_or_else(|| Failure::parameter(BAD_NEXT))).transpose()?;
    Ok(Query { user, limit, after })
}

const BAD_NEXT: &str = "Next must be empty, or what a reply gave as Next";

/// The account and name of the last session of a page. A name has no blank.
fn place(next: &str) -> Option<(UserId, String)> {
    let (user, session) = next.rsplit_once(' ')?;
    Some((UserId::parse(user).ok()?, session.to_owned()))
}

/// A session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Whose.
    pub user: UserId,
    /// Its name.
    pub session: String,
    /// The instance that it was logged in as.
    pub instance: String,
    /// The program that holds it.
    pub client: String,
    /// The address that it came from.
    pub address: String,
    /// When it began.
    pub since: Millis,
    /// When the client was heard last.
    pub heard: Millis,
    /// Events that it has not acknowledged.
    pub waiting: u64,
}

/// The reply.
#[derive(Serialize)]
pub struct Reply<'a> {
    #[serde(rename = "TotalCount")]
    total: usize,
    #[serde(rename = "SessionList")]
    rows: &'a [Row],
    #[serde(rename = "Next")]
    next: String,
}

impl<'a> Reply<'a> {
    /// A page of rows that are by account and then by name. `total`: sessions of the app, or of the account. `more`: this page is
    /// not the last.
    pub fn new(total: usize, rows: &'a [Row], more: bool) -> Self {
        let last = rows.last().filter(|_| more);
        Self { total, rows, next: last.map(|row| format!("{} {}", row.user, row.session)).unwrap_or_default() }
    }
}

impl Serialize for Row {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "PascalCase")]
        struct Written<'a> {
            #[serde(rename = "To_Account")]
            user: &'a str,
            session_id: &'a str,
            instance: &'a str,
            client: &'a str,
            address: &'a str,
            login_time: u64,
            heard_time: u64,
            waiting_events: u64,
        }
        let written = Written {
            user: self.user.as_str(),
            session_id: &self.session,
            instance: &self.instance,
            client: &self.client,
            address: &self.address,
            login_time: self.since.0,
            heard_time: self.heard.0,
            waiting_events: self.waiting,
        };
        written.serialize(serializer)
    }
}
