//! `modify_topic` (rule book 4.5; REST: Modify topic).

use super::of_community;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::spelling;
use crate::rest::value::Text;
use opentim_domain::UserId;
use opentim_domain::topic::{ModifyTopic, TopicPatch};
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "TopicId")]
    topic: Text<'a>,
    #[serde(borrow, rename = "From_Account", default)]
    stand_in: Option<Text<'a>>,
    #[serde(borrow, rename = "TopicName", default)]
    name: Option<Text<'a>>,
    #[serde(borrow, rename = "CustomString", default)]
    custom: Option<Text<'a>>,
    #[serde(borrow, rename = "FaceUrl", default)]
    face_url: Option<Text<'a>>,
    #[serde(borrow, rename = "Notification", default)]
    notification: Option<Text<'a>>,
    #[serde(borrow, rename = "Introduction", default)]
    introduction: Option<Text<'a>>,
    #[serde(borrow, rename = "ShutUpAllMember", default)]
    shut_up: Option<Text<'a>>,
    #[serde(borrow, rename = "MuteAllMember", default)]
    mute: Option<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// The account that is shown as the one who did it, in place of the caller's.
    pub stand_in: Option<UserId>,
    /// What changes.
    pub command: ModifyTopic,
}

/// Reads the request. An empty text takes the text away; an empty word says nothing.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an unknown word, an id of the wrong form, another community's topic.
pub fn read(body: &[u8]) -> Result<Request, Failure> {
    let body: Body<'_> = body::read(body)?;
    let text = |text: Option<Text<'_>>| text.map(|text| text.0.into_owned());
    let topic = of_community("TopicId", &body.topic, &account::group(&body.group)?)?;
    let stand_in = account::stand_in(body.stand_in.as_ref())?;
    let patch = TopicPatch {
        name: text(body.name),
        introduction: text(body.introduction),
        notification: text(body.notification),
        face_url: text(body.face_url),
        custom: text(body.custom),
        mute_all: spelling::mute_all(body.shut_up.as_ref(), body.mute.as_ref())?,
    };
    Ok(Request { stand_in, command: ModifyTopic { topic, patch } })
}
