//! The format of a scenario.
//!
//! Group types, roles and options have neutral words here; the dialects make their own of them. Times are lengths in seconds.

mod act;

pub use act::Act;

use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A scenario.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it shows, in a sentence.
    pub says: String,
    /// All users; they are logged in from the beginning.
    pub users: Vec<String>,
    /// What happens, one after the other.
    pub steps: Vec<Step>,
    /// What is left at the end, group by group: part of the state as `state::shown` gives it; null for a group that is gone.
    #[serde(default)]
    pub leaves: BTreeMap<String, Value>,
    /// A race decides how many of its steps are done: only the state and `leaves` are compared, not the events.
    #[serde(default)]
    pub events_vary: bool,
}

/// One step.
#[derive(Clone, Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub struct Step {
    /// Who does it: a user, or `app` for the app's admin, who has REST only.
    pub by: String,
    /// It is about the rights of this user, or about how his own call ends: nobody does it in his place, so it is done with the SDK
    /// whatever the interface.
    pub himself: bool,
    /// What he does.
    pub act: Act,
    /// How it is answered.
    pub expect: Expect,
    /// The same over REST where that dialect answers in another way.
    pub expect_by_rest: Option<Expect>,
    /// What each user is told: tips and reports, in order. Who is not named is told nothing.
    pub told: Told,
    /// The same over REST where that differs, for instance because the admin is no member.
    pub told_by_rest: Option<Told>,
}

/// What users are told.
pub type Told = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Frame {
    #[serde(rename = "as")]
    by: String,
    #[serde(default)]
    himself: bool,
    #[serde(default)]
    expect: Expect,
    expect_by_rest: Option<Expect>,
    #[serde(default)]
    told: Told,
    told_by_rest: Option<Told>,
}

impl TryFrom<Map<String, Value>> for Step {
    type Error = serde_json::Error;

    fn try_from(step: Map<String, Value>) -> Result<Self, Self::Error> {
        const FRAME: [&str; 6] = ["as", "himself", "expect", "expect_by_rest", "told", "told_by_rest"];
        let (frame, act): (Map<_, _>, Map<_, _>) = step.into_iter().partition(|(key, _)| FRAME.contains(&key.as_str()));
        let act = serde_json::from_value(Value::Object(act))?;
        let Frame { by, himself, expect, expect_by_rest, told, told_by_rest } = serde_json::from_value(Value::Object(frame))?;
        Ok(Self { by, himself, act, expect, expect_by_rest, told, told_by_rest })
    }
}

/// How a step is answered.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Expect {
    /// `"ok"`.
    Ok(Done),
    /// With this code.
    Code {
        /// 0 if it is done.
        code: i64,
    },
    /// Done, and for each account what became of it: done, already, waiting, failed.
    Targets {
        /// By account.
        targets: BTreeMap<String, String>,
    },
    /// A race: how many of its steps are answered with each code.
    Codes {
        /// By code.
        codes: BTreeMap<String, usize>,
    },
    /// A race: every answer is one of these codes.
    Among {
        /// The codes.
        among: Vec<i64>,
    },
}

impl Default for Expect {
    fn default() -> Self {
        Self::Ok(Done::Ok)
    }
}

/// The word `ok`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// Done.
    Ok,
}

/// A member who is there from the beginning.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Initial {
    /// His account.
    pub user: String,
    /// `Admin` or `Member`.
    pub role: Option<String>,
    /// His name card.
    pub card: Option<String>,
    /// Messages not read; only for members from another system.
    pub unread: Option<u32>,
}

/// What can be chosen of a group. What is not given stays as it is.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the names say it
pub struct Profile {
    pub name: Option<String>,
    pub introduction: Option<String>,
    pub notification: Option<String>,
    pub face_url: Option<String>,
    /// `free`, `approval` or `closed`.
    pub join: Option<String>,
    /// The same.
    pub invite: Option<String>,
    pub max: Option<u32>,
    /// SDK only.
    pub visible: Option<u32>,
    /// SDK only.
    pub searchable: Option<u32>,
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// A community with topics; only when it is made.
    pub topics: Option<bool>,
    /// Rights that every member of a community with topics has, as bits; permission groups rule there then.
    pub rights: Option<u64>,
}
