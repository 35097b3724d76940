//! The topics of a community (rule book 4.5).

pub mod create;
pub mod custom_data;
pub mod destroy;
pub mod get;
pub mod import;
pub mod modify;

use super::failure::Failure;
use super::value::{List, Text};
use opentim_domain::{GroupId, TopicId};

/// A topic of this community.
fn of_community(field: &str, text: &Text<'_>, community: &GroupId) -> Result<TopicId, Failure> {
    let topic = super::account::topic(field, text)?;
    if topic.community() == *community {
        return Ok(topic);
    }
    Err(Failure::parameter(format!("{field} must be a topic of GroupId: its id begins with {community}@TOPIC#_")))
}

/// Topics of this community.
fn these(list: &List<Text<'_>>, community: &GroupId) -> Result<Vec<TopicId>, Failure> {
    let one = |(at, text): (usize, &Text<'_>)| of_community(&format!("TopicIdList[{at}]"), text, community);
    list.0.iter().enumerate().map(one).collect()
}

/// The topic of this community that an optional field names.
pub(super) fn given(text: Option<&Text<'_>>, community: &GroupId) -> Result<Option<TopicId>, Failure> {
    text.filter(|text| !text.as_str().is_empty()).map(|text| of_community("TopicId", text, community)).transpose()
}
