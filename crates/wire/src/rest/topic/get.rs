//! `get_topic` (rule book 4.5; REST: Get topic).

use super::these;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::outcome::Verdict;
use crate::rest::value::{List, Text};
use crate::rest::words;
use opentim_domain::record::{Topic, TopicMember};
use opentim_domain::{GroupId, MsgFlag, Reject, Secs, TopicId, UserId};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer topics with TopicIdList, or name only the needed fields in ResponseFilter";

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "From_Account", default)]
    user: Option<Text<'a>>,
    #[serde(borrow, rename = "TopicIdList", default)]
    topics: List<Text<'a>>,
    #[serde(borrow, rename = "ResponseFilter", default)]
    filter: Filter<'a>,
}

/// The names of fields. The documents give a list of them in one place and an object of lists in another: both are understood.
#[derive(Default)]
struct Filter<'a>(Vec<Text<'a>>);

#[derive(Deserialize)]
struct Parts<'a> {
    #[serde(borrow, rename = "TopicBaseInfoFilter", default)]
    topic: List<Text<'a>>,
    #[serde(borrow, rename = "SelfInfoFilter", default)]
    own: List<Text<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Filter<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FilterVisitor;
        impl<'de> Visitor<'de> for FilterVisitor {
            type Value = Filter<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array of names, or an object with TopicBaseInfoFilter and SelfInfoFilter")
            }

            fn visit_unit<E>(self) -> Result<Filter<'de>, E> {
                Ok(Filter::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, names: A) -> Result<Filter<'de>, A::Error> {
                List::deserialize(SeqAccessDeserializer::new(names)).map(|List(names)| Filter(names))
            }

            fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Filter<'de>, A::Error> {
                let Parts { topic, own } = Parts::deserialize(MapAccessDeserializer::new(members))?;
                Ok(Filter(topic.0.into_iter().chain(own.0).collect()))
            }
        }
        deserializer.deserialize_any(FilterVisitor)
    }
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The community.
    pub group: GroupId,
    /// Of whom `SelfInfo` tells; nothing: there is none.
    pub user: Option<UserId>,
    /// The topics; nothing: all.
    pub topics: Option<Vec<TopicId>>,
    /// What each row shows.
    pub shown: Shown,
}

/// What a row shows: the names of fields; none named: all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown(Vec<String>);

impl Shown {
    fn takes(&self, name: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|named| named == name)
    }
}

/// Reads the request. An empty `TopicIdList` asks for all topics.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, another community's topic.
pub fn read(body: &[u8]) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    let group = account::group(&body.group)?;
    let topics = these(&body.topics, &group)?;
    Ok(Query {
        group,
        user: account::stand_in(body.user.as_ref())?,
        topics: Some(topics).filter(|topics| !topics.is_empty()),
        shown: Shown(body.filter.0.into_iter().map(|name| name.0.into_owned()).collect()),
    })
}

/// A topic as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// It.
    pub topic: Topic,
    /// What it knows of the user asked for, if anything.
    pub own: Option<TopicMember>,
    /// How he is told of messages where the topic does not say it.
    pub general: MsgFlag,
}

/// A topic; or an id that names none.
pub type Row = Result<Found, TopicId>;

/// The reply.
pub struct Reply<'a> {
    /// The question.
    pub query: &'a Query,
    /// The topics.
    pub rows: &'a [Row],
    /// Now: a mute that is over is none.
    pub now: Secs,
}

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("TopicAndSelfInfo", &Rows(self))?;
        map.end()
    }
}

struct Rows<'a>(&'a Reply<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.rows.len()))?;
        for row in self.0.rows {
            rows.serialize_element(&OneRow { row, reply: self.0 })?;
        }
        rows.end()
    }
}

struct OneRow<'a> {
    row: &'a Row,
    reply: &'a Reply<'a>,
}

impl Serialize for OneRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Query { group, user, shown, .. } = self.reply.query;
        let mut map = serializer.serialize_map(None)?;
        match self.row {
            Ok(Found { topic, own, general }) => {
                Verdict::DONE.write(&mut map)?;
                if user.is_some() {
                    map.serialize_entry(
                        "SelfInfo",
                        &SelfInfo { own: own.as_ref(), general: *general, now: self.reply.now, shown },
                    )?;
                }
                map.serialize_entry("TopicInfo", &TopicInfo { topic, group, shown })?;
            }
            Err(id) => {
                Verdict::from(Reject::NoSuchTopic { topic: id.to_string() }).write(&mut map)?;
                map.serialize_entry("TopicInfo", &Missing { id: id.as_str() })?;
            }
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Missing<'a> {
    #[serde(rename = "TopicId")]
    id: &'a str,
}

struct SelfInfo<'a> {
    own: Option<&'a TopicMember>,
    general: MsgFlag,
    now: Secs,
    shown: &'a Shown,
}

impl Serialize for SelfInfo<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let muted_until = self.own.and_then(|own| own.muted_until).filter(|until| *until > self.now);
        if self.shown.takes("ShutUpTime") {
            map.serialize_entry("ShutUpTime", &muted_until.map_or(0, |until| until.0))?;
        }
        // No messages are stored, so none was read.
        if self.shown.takes("MsgSeq") {
            map.serialize_entry("MsgSeq", &0)?;
        }
        if self.shown.takes("MsgFlag") {
            let flag = self.own.and_then(|own| own.msg_flag).unwrap_or(self.general);
            map.serialize_entry("MsgFlag", words::msg_flag_name(flag))?;
        }
        map.end()
    }
}

struct TopicInfo<'a> {
    topic: &'a Topic,
    group: &'a GroupId,
    shown: &'a Shown,
}

impl Serialize for TopicInfo<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { topic, group, shown } = self;
        let mut map = serializer.serialize_map(None)?;
        // Whatever is left out, a row says of which topic it is.
        map.serialize_entry("TopicId", topic.id.as_str())?;
        let texts = [
            ("TopicName", topic.name.as_str()),
            ("GroupID", group.as_str()),
            ("FaceUrl", topic.face_url.as_str()),
            ("Notification", topic.notification.as_str()),
            ("Introduction", topic.introduction.as_str()),
            ("CustomString", topic.custom.as_str()),
        ];
        for (name, text) in texts.into_iter().filter(|(name, _)| shown.takes(name)) {
            map.serialize_entry(name, text)?;
        }
        // No messages are stored: the last was never, the next is the first.
        let numbers = [("CreateTime", topic.created_at.0), ("LastMsgTime", 0), ("NextMsgSeq", 1)];
        for (name, number) in numbers.into_iter().filter(|(name, _)| shown.takes(name)) {
            map.serialize_entry(name, &number)?;
        }
        let muted = if topic.mute_all { "On" } else { "Off" };
        for name in ["MuteAllMember", "ShutUpAllMember"].into_iter().filter(|name| shown.takes(name)) {
            map.serialize_entry(name, muted)?;
        }
        map.end()
    }
}
