//! Ids and bounded texts inside frames.

use crate::json::EXACT;
use opentim_domain::{AppId, GroupId, IdFault, UserId};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{SerializeSeq, Serializer};
use std::borrow::Cow;
use std::fmt;

/// Text of a frame, borrowed where it has no escapes.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        struct Borrowed<'a>(#[serde(borrow)] Cow<'a, str>);
        Borrowed::deserialize(deserializer).map(|text| Self(text.0))
    }
}

/// What is wrong with an id, in words.
struct Words(IdFault);

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            IdFault::Blank => f.write_str("must not be blank"),
            IdFault::TooLong { limit, given } => write!(f, "has {given} bytes, at most {limit} are allowed"),
            IdFault::NotPrintableAscii => f.write_str("must be printable ASCII (0x20 to 0x7e)"),
            IdFault::Reserved
            | IdFault::CommunityPrefixMissing
            | IdFault::TopicMark
            | IdFault::NoTopic
            | IdFault::PermissionGroupPrefixMissing
            | IdFault::NoLink => f.write_str("is not such an id"),
        }
    }
}

/// A text of at most `most` bytes; the refusal does not repeat it, for it may be a secret.
pub(super) fn bounded<'de, D: Deserializer<'de>>(deserializer: D, most: usize) -> Result<String, D::Error> {
    let text = Text::deserialize(deserializer)?.0;
    if text.len() > most {
        return Err(D::Error::custom(format_args!("has {} bytes, at most {most} are allowed", text.len())));
    }
    Ok(text.into_owned())
}

/// `sdkappid`.
pub(super) mod app {
    use super::*;

    pub(in super::super) fn serialize<S: Serializer>(app: &AppId, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(app.get())
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AppId, D::Error> {
        let number = u64::deserialize(deserializer)?;
        AppId::new(number).ok_or_else(|| D::Error::custom(format_args!("must lie between 1 and {EXACT}; {number} was given")))
    }
}

/// A user id.
pub(super) mod user {
    use super::*;

    pub(in super::super) fn serialize<S: Serializer>(user: &UserId, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(user.as_str())
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<UserId, D::Error> {
        UserId::parse(&Text::deserialize(deserializer)?.0).map_err(|fault| D::Error::custom(Words(fault)))
    }
}

/// A list of user ids.
pub(super) mod users {
    use super::*;

    pub(in super::super) fn serialize<S: Serializer>(users: &[UserId], serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(Some(users.len()))?;
        users.iter().try_for_each(|user| items.serialize_element(user.as_str()))?;
        items.end()
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<UserId>, D::Error> {
        #[derive(serde::Deserialize)]
        struct User(#[serde(deserialize_with = "user::deserialize")] UserId);
        let users = Option::<Vec<User>>::deserialize(deserializer)?.unwrap_or_default();
        Ok(users.into_iter().map(|user| user.0).collect())
    }
}

/// A group id where it is a key or an item.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Group(pub GroupId);

impl<'de> Deserialize<'de> for Group {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        GroupId::parse(&Text::deserialize(deserializer)?.0).map(Self).map_err(|fault| D::Error::custom(Words(fault)))
    }
}

/// A group id that may be absent.
pub(super) mod maybe_group {
    use super::*;

    pub(in super::super) fn serialize<S: Serializer>(group: &Option<GroupId>, serializer: S) -> Result<S::Ok, S::Error> {
        match group {
            Some(group) => serializer.serialize_str(group.as_str()),
            None => serializer.serialize_none(),
        }
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<GroupId>, D::Error> {
        Ok(Option::<Group>::deserialize(deserializer)?.map(|group| group.0))
    }
}

/// A list of group ids.
pub(super) mod groups {
    use super::*;

    pub(in super::super) fn serialize<S: Serializer>(groups: &[GroupId], serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(Some(groups.len()))?;
        groups.iter().try_for_each(|group| items.serialize_element(group.as_str()))?;
        items.end()
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<GroupId>, D::Error> {
        let groups = Option::<Vec<Group>>::deserialize(deserializer)?.unwrap_or_default();
        Ok(groups.into_iter().map(|group| group.0).collect())
    }
}

/// The list of live groups of a login.
pub(super) fn rooms<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<GroupId>, D::Error> {
    let rooms = groups::deserialize(deserializer)?;
    if rooms.len() > super::MOST_ROOMS {
        let most = super::MOST_ROOMS;
        return Err(D::Error::custom(format_args!("names {} groups, at most {most} are allowed", rooms.len())));
    }
    Ok(rooms)
}

/// Something for each of many groups.
pub(super) mod by_group {
    use super::*;
    use serde::Serialize;
    use serde::de::{MapAccess, Visitor};
    use serde::ser::SerializeMap;
    use std::collections::BTreeMap;
    use std::marker::PhantomData;

    pub(in super::super) fn serialize<S: Serializer, V: Serialize>(
        map: &BTreeMap<GroupId, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(Some(map.len()))?;
        map.iter().try_for_each(|(group, value)| members.serialize_entry(group.as_str(), value))?;
        members.end()
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>, V: Deserialize<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<GroupId, V>, D::Error> {
        deserializer.deserialize_map(Groups { most: usize::MAX, of: PhantomData })
    }

    /// As many as a client may name. A server names all that its user is in, however many others have put him into.
    pub(in super::super) fn few<'de, D: Deserializer<'de>, V: Deserialize<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<GroupId, V>, D::Error> {
        deserializer.deserialize_map(Groups { most: super::super::MOST_GROUPS, of: PhantomData })
    }

    /// Stops at the first group too many.
    struct Groups<V> {
        most: usize,
        of: PhantomData<V>,
    }

    impl<'de, V: Deserialize<'de>> Visitor<'de> for Groups<V> {
        type Value = BTreeMap<GroupId, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object of group ids")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some(Group(group)) = members.next_key()? {
                if map.len() == self.most {
                    let most = self.most;
                    return Err(A::Error::custom(format_args!("names too many groups, at most {most} are allowed")));
                }
                map.insert(group, members.next_value()?);
            }
            Ok(map)
        }
    }
}
