//! `destroy_topic` (rule book 4.5; REST: Disband topic).

use super::these;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::outcome::{Rows, Verdict};
use crate::rest::value::{List, Text};
use opentim_domain::topic::DestroyTopics;
use opentim_domain::{Outcome, Reject, TopicId, UserId};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "TopicIdList")]
    topics: List<Text<'a>>,
    #[serde(borrow, rename = "From_Account", default)]
    stand_in: Option<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// The account that is shown as the one who did it, in place of the caller's.
    pub stand_in: Option<UserId>,
    /// The topics.
    pub command: DestroyTopics,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, another community's topic.
pub fn read(body: &[u8]) -> Result<Request, Failure> {
    let body: Body<'_> = body::read(body)?;
    let group = account::group(&body.group)?;
    let topics = these(&body.topics, &group)?;
    Ok(Request { stand_in: account::stand_in(body.stand_in.as_ref())?, command: DestroyTopics { group, topics } })
}

/// The reply: one row for each topic, in the order named.
#[derive(Serialize)]
pub struct Reply<'a> {
    #[serde(rename = "DestroyResultItem")]
    rows: Rows<'a>,
}

impl<'a> Reply<'a> {
    /// What became of these topics.
    pub fn new(topics: &'a [TopicId], outcomes: &[Outcome]) -> Self {
        let verdict = |topic: &TopicId, outcome: Outcome| match outcome {
            Outcome::Done => Verdict::DONE,
            _ => Reject::NoSuchTopic { topic: topic.to_string() }.into(),
        };
        let rows = topics.iter().zip(outcomes).map(|(topic, outcome)| (topic.as_str(), verdict(topic, *outcome)));
        Self { rows: Rows::new("TopicId", rows) }
    }
}
