//! Ours: `send_topic_custom_data`. What the back end says reaches those who listen for it in the topic's community, and is not kept.

use super::of_community;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::Text;
use opentim_domain::{TopicId, UserId};
use serde::Deserialize;

/// Most bytes of one message, as of a message body (rule book 2.1).
const MOST_BYTES: usize = 12_288;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "TopicId")]
    topic: Text<'a>,
    #[serde(borrow, rename = "CustomData")]
    data: Text<'a>,
    #[serde(borrow, rename = "From_Account", default)]
    stand_in: Option<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// The account that is shown as the one who says it, in place of the caller's.
    pub stand_in: Option<UserId>,
    /// Where.
    pub topic: TopicId,
    /// What.
    pub data: String,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, another community's topic, data of more bytes than a
/// message has.
pub fn read(body: &[u8]) -> Result<Request, Failure> {
    let body: Body<'_> = body::read(body)?;
    let topic = of_community("TopicId", &body.topic, &account::group(&body.group)?)?;
    let given = body.data.as_str().len();
    if given > MOST_BYTES {
        let text = format!("CustomData is too long: {given} bytes of UTF-8 were given, at most {MOST_BYTES} are allowed");
        return Err(Failure::parameter(text));
    }
    Ok(Request { stand_in: account::stand_in(body.stand_in.as_ref())?, topic, data: body.data.0.into_owned() })
}
