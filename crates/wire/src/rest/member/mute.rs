//! `forbid_send_msg` (rule book 4.4; REST: Mute).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::spelling;
use crate::rest::topic;
use crate::rest::value::{List, Text, Whole};
use opentim_domain::sanction::MuteMembers;
use opentim_domain::topic::MuteInTopic;
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "Members_Account")]
    users: List<Text<'a>>,
    #[serde(rename = "ShutUpTime", default)]
    shut_up: Option<Whole>,
    #[serde(rename = "MuteTime", default)]
    mute: Option<Whole>,
    #[serde(borrow, rename = "TopicId", default)]
    topic: Option<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Request {
    /// In the whole group.
    InGroup(MuteMembers),
    /// In one topic of it.
    InTopic(MuteInTopic),
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, no time or two different ones, an id of the wrong form, another community's
/// topic.
pub fn read(body: &[u8]) -> Result<Request, Failure> {
    let body: Body<'_> = body::read(body)?;
    let secs = spelling::mute_time(body.shut_up, body.mute)?;
    let secs = secs.ok_or_else(|| {
        Failure::parameter("ShutUpTime (or MuteTime) is required: seconds, 0 lifts the mute, 4294967295 means for ever")
    })?;
    let group = account::group(&body.group)?;
    let users = account::users("Members_Account", &body.users)?;
    Ok(match topic::given(body.topic.as_ref(), &group)? {
        Some(topic) => Request::InTopic(MuteInTopic { topic, users, secs }),
        None => Request::InGroup(MuteMembers { group, users, secs }),
    })
}
