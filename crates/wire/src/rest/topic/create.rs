//! `create_topic` (rule book 4.5; REST: Create topic).

use super::of_community;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Text, given, owned};
use opentim_domain::topic::CreateTopic;
use opentim_domain::{GroupId, Secs, TopicId, UserId};
use serde::{Deserialize, Serialize};

/// Draws the first id for a topic that comes without one.
pub(super) type Draw<'a> = &'a mut dyn FnMut(&GroupId) -> TopicId;

/// The fields of create and import.
#[derive(Deserialize)]
pub(super) struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "TopicId", default)]
    id: Option<Text<'a>>,
    #[serde(borrow, rename = "TopicName")]
    name: Text<'a>,
    #[serde(borrow, rename = "From_Account", default)]
    stand_in: Option<Text<'a>>,
    #[serde(borrow, rename = "CustomString", default)]
    custom: Option<Text<'a>>,
    #[serde(borrow, rename = "FaceUrl", default)]
    face_url: Option<Text<'a>>,
    #[serde(borrow, rename = "Notification", default)]
    notification: Option<Text<'a>>,
    #[serde(borrow, rename = "Introduction", default)]
    introduction: Option<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// The account that is shown as the one who did it, in place of the caller's.
    pub stand_in: Option<UserId>,
    /// The topic.
    pub command: CreateTopic,
}

/// Reads the request. `draw` gives the first id for a topic without its own.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, the id of another community's topic.
pub fn read(body: &[u8], draw: &mut dyn FnMut(&GroupId) -> TopicId) -> Result<Request, Failure> {
    let body: Body<'_> = body::read(body)?;
    body.request(None, draw)
}

impl Body<'_> {
    /// The topic that is asked for; with a time it is imported.
    pub(super) fn request(self, import: Option<Secs>, draw: Draw<'_>) -> Result<Request, Failure> {
        let group = account::group(&self.group)?;
        let chosen = self.id.as_ref().filter(|id| given(Some(*id)).is_some());
        let id = match chosen {
            Some(id) => of_community("TopicId", id, &group)?,
            None => draw(&group),
        };
        let command = CreateTopic {
            group,
            id,
            chosen: chosen.is_some(),
            name: self.name.0.into_owned(),
            introduction: owned(self.introduction),
            notification: owned(self.notification),
            face_url: owned(self.face_url),
            custom: owned(self.custom),
            import,
        };
        Ok(Request { stand_in: account::stand_in(self.stand_in.as_ref())?, command })
    }
}

/// Reply to create and import.
#[derive(Serialize)]
pub struct Made<'a> {
    #[serde(rename = "TopicId")]
    topic: &'a str,
}

impl<'a> From<&'a TopicId> for Made<'a> {
    fn from(topic: &'a TopicId) -> Self {
        Self { topic: topic.as_str() }
    }
}
