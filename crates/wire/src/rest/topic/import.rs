//! `import_topic` (rule book 4.5; REST: Import topic).

use super::create;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Text, Whole, given};
use crate::rest::words;
use opentim_domain::topic::CreateTopic;
use opentim_domain::{GroupId, Kind, Secs, TopicId};
use serde::Deserialize;

#[derive(Deserialize)]
struct Own<'a> {
    #[serde(borrow, rename = "Type", default)]
    kind: Option<Text<'a>>,
    #[serde(rename = "CreateTime", default)]
    created_at: Option<Whole>,
}

/// Reads the request. A topic without its time was created `now`; `draw` gives the first id for one without its own.
///
/// # Errors
/// As [`create::read`]; a type that is not Community.
pub fn read(body: &[u8], now: Secs, draw: &mut dyn FnMut(&GroupId) -> TopicId) -> Result<CreateTopic, Failure> {
    let topic: create::Body<'_> = body::read(body)?;
    let own: Own<'_> = body::read(body)?;
    if let Some(word) = given(own.kind.as_ref())
        && words::kind("Type", word)? != Kind::Community
    {
        return Err(Failure::word("Type", word, "Community"));
    }
    let created_at = own.created_at.map_or(now, |time| Secs(time.0));
    Ok(topic.request(Some(created_at), draw)?.command)
}
