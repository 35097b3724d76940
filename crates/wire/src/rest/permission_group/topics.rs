//! `add_topic_permission_group`, `set_topic_permission_group`, `delete_topic_permission_group`, `get_topic_permission_group`: the
//! rights of a permission group in single topics.

use super::{MOST_TOPICS, at_most};
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::outcome::Verdict;
use crate::rest::value::{List, Object, Text, Whole};
use opentim_domain::permission_group::{RightsChange, SetTopicPermissions};
use opentim_domain::{GroupId, Outcome, PermissionGroupId, Reject, TopicId};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer topics with TopicIdList";

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "PermissionGroupId")]
    id: Text<'a>,
    #[serde(borrow, rename = "TopicPermissionList", default)]
    rights: List<Object<Rights<'a>>>,
    #[serde(borrow, rename = "TopicIdList", default)]
    topics: List<Text<'a>>,
}

#[derive(Deserialize)]
struct Rights<'a> {
    #[serde(borrow, rename = "TopicId")]
    topic: Text<'a>,
    #[serde(rename = "Permission", default)]
    bits: Option<Whole>,
}

/// Reads a request that adds rights, changes them or takes them away. Those to take away are named by `TopicIdList` or, as for the
/// others, by `TopicPermissionList`.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form; 10005 for more than [`MOST_TOPICS`].
pub fn change(body: &[u8], how: RightsChange) -> Result<SetTopicPermissions, Failure> {
    let body: Body<'_> = body::read(body)?;
    at_most("TopicPermissionList", body.rights.0.len() + body.topics.0.len(), MOST_TOPICS)?;
    let mut topics = Vec::new();
    for (at, Object(Rights { topic, bits })) in body.rights.0.iter().enumerate() {
        let place = |field: &str| format!("TopicPermissionList[{at}].{field}");
        let bits = match (bits, how) {
            (Some(bits), _) => bits.0,
            (None, RightsChange::Delete) => 0,
            (None, _) => return Err(Failure::parameter(format!("{} is required", place("Permission")))),
        };
        topics.push((account::topic(&place("TopicId"), topic)?, bits));
    }
    if how == RightsChange::Delete {
        topics.extend(ids(&body.topics)?.into_iter().map(|topic| (topic, 0)));
    }
    Ok(SetTopicPermissions {
        group: account::group(&body.group)?,
        permission_group: account::permission_group("PermissionGroupId", &body.id)?,
        how,
        topics,
    })
}

fn ids(list: &List<Text<'_>>) -> Result<Vec<TopicId>, Failure> {
    let one = |(at, text): (usize, &Text<'_>)| account::topic(&format!("TopicIdList[{at}]"), text);
    list.0.iter().enumerate().map(one).collect()
}

/// Whose rights are asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The community.
    pub group: GroupId,
    /// The permission group.
    pub permission_group: PermissionGroupId,
    /// In these topics; nothing: in all in which it has any.
    pub topics: Option<Vec<TopicId>>,
}

/// Reads a question for rights.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form; 10005 for more than [`MOST_TOPICS`].
pub fn get(body: &[u8]) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    at_most("TopicIdList", body.topics.0.len(), MOST_TOPICS)?;
    Ok(Query {
        group: account::group(&body.group)?,
        permission_group: account::permission_group("PermissionGroupId", &body.id)?,
        topics: Some(ids(&body.topics)?).filter(|topics| !topics.is_empty()),
    })
}

/// The reply to a change and to a question: one row for each topic.
pub struct Reply<'a> {
    rows: Vec<(&'a TopicId, Verdict, Option<u64>)>,
}

impl<'a> Reply<'a> {
    /// What became of these topics.
    pub fn changed(topics: &'a [(TopicId, u64)], outcomes: &[Outcome]) -> Self {
        let verdict = |topic: &TopicId, outcome: Outcome| match outcome {
            Outcome::Done => Verdict::DONE,
            _ => Reject::NoSuchTopic { topic: topic.to_string() }.into(),
        };
        let rows = topics.iter().zip(outcomes).map(|((topic, _), outcome)| (topic, verdict(topic, *outcome), None));
        Self { rows: rows.collect() }
    }

    /// The rights in these topics; nothing: none of its own there.
    pub fn rights(rows: impl Iterator<Item = (&'a TopicId, Option<u64>)>) -> Self {
        let verdict = |topic: &TopicId, bits: Option<u64>| match bits {
            Some(_) => Verdict::DONE,
            None => Reject::NoSuchTopic { topic: topic.to_string() }.into(),
        };
        Self { rows: rows.map(|(topic, bits)| (topic, verdict(topic, bits), bits)).collect() }
    }
}

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("TopicPermissionResultList", &Rows(self))?;
        map.end()
    }
}

struct Rows<'a>(&'a Reply<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.rows.len()))?;
        for row in &self.0.rows {
            rows.serialize_element(&Row(row))?;
        }
        rows.end()
    }
}

struct Row<'a>(&'a (&'a TopicId, Verdict, Option<u64>));

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (topic, verdict, bits) = self.0;
        let mut map = serializer.serialize_map(None)?;
        verdict.write(&mut map)?;
        map.serialize_entry("TopicId", topic.as_str())?;
        if let Some(bits) = bits {
            map.serialize_entry("Permission", bits)?;
        }
        map.end()
    }
}
