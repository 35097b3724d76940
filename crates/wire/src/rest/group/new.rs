//! What create and import have in common.

use crate::rest::failure::Failure;
use crate::rest::value::{Flag, List, Object, Text, Whole, given, owned};
use crate::rest::words;
use opentim_domain::group::{Created, NewGroup, NewId};
use opentim_domain::{CustomField, Field, GroupId, Kind, Reject, UserId};
use serde::{Deserialize, Serialize};

/// Draws the first id for a group that comes without one.
pub(super) type Draw<'a> = &'a mut dyn FnMut(Kind) -> GroupId;

/// The body of create and import. `Members` and `Time` are the fields that only one of them knows.
#[derive(Deserialize)]
pub(super) struct Body<'a, Members, Time>
where
    Members: Default,
    Time: Default,
{
    #[serde(borrow, rename = "Owner_Account", default)]
    owner: Option<Text<'a>>,
    #[serde(borrow, rename = "Type")]
    kind: Text<'a>,
    #[serde(borrow, rename = "GroupId", default)]
    id: Option<Text<'a>>,
    #[serde(borrow, rename = "Name")]
    name: Text<'a>,
    #[serde(borrow, rename = "Introduction", default)]
    introduction: Option<Text<'a>>,
    #[serde(borrow, rename = "Notification", default)]
    notification: Option<Text<'a>>,
    #[serde(borrow, rename = "FaceUrl", default)]
    face_url: Option<Text<'a>>,
    // Create and import say MaxMemberCount, modify and get say MaxMemberNum (rule book 10, row 28).
    #[serde(rename = "MaxMemberCount", alias = "MaxMemberNum", default)]
    max_members: Option<Whole>,
    #[serde(borrow, rename = "ApplyJoinOption", default)]
    join: Option<Text<'a>>,
    #[serde(borrow, rename = "InviteJoinOption", default)]
    invite: Option<Text<'a>>,
    #[serde(rename = "SupportTopic", default)]
    topics: Option<Flag>,
    #[serde(rename = "EnablePermission", default)]
    permission_groups: Option<Flag>,
    #[serde(rename = "DefaultPermission", default)]
    default_permissions: Option<Whole>,
    #[serde(borrow, rename = "AppDefinedData", default)]
    fields: List<Object<Custom<'a>>>,
    #[serde(rename = "MemberList", default)]
    pub(super) members: Members,
    #[serde(rename = "CreateTime", default)]
    pub(super) created_at: Time,
}

/// A custom field of a group or a member.
#[derive(Deserialize)]
pub(in crate::rest) struct Custom<'a> {
    #[serde(borrow, rename = "Key")]
    key: Text<'a>,
    #[serde(borrow, rename = "Value")]
    value: Text<'a>,
}

/// Custom fields as they are kept.
pub(in crate::rest) fn custom(fields: List<Object<Custom<'_>>>) -> Vec<CustomField> {
    let field = |Object(Custom { key, value })| CustomField { key: key.0.into_owned(), value: value.0.into_owned() };
    fields.0.into_iter().map(field).collect()
}

impl<'a, Members: Default, Time: Default> Body<'a, Members, Time> {
    /// The group that is asked for, and what only one of the commands knows.
    pub(super) fn split(self, draw: Draw<'_>) -> Result<(NewGroup, Members, Time), Failure> {
        let kind = words::kind("Type", self.kind.as_str())?;
        let id = match given(self.id.as_ref()) {
            Some(id) => NewId::Chosen(chosen(id, kind)?),
            None => NewId::Drawn(draw(kind)),
        };
        let owner = given(self.owner.as_ref()).map(UserId::parse).transpose();
        let owner = owner.map_err(|fault| Failure::from(Reject::BadId { field: Field::Owner, fault }))?;
        let group = NewGroup {
            id,
            kind,
            owner,
            name: self.name.0.into_owned(),
            introduction: owned(self.introduction),
            notification: owned(self.notification),
            face_url: owned(self.face_url),
            max_members: max_members(self.max_members)?,
            join: given(self.join.as_ref()).map(words::join).transpose()?,
            invite: given(self.invite.as_ref()).map(words::invite).transpose()?,
            topics: self.topics.is_some_and(|flag| flag.0),
            permission_groups: self.permission_groups.is_some_and(|flag| flag.0),
            default_permissions: self.default_permissions.unwrap_or_default().0,
            fields: custom(self.fields),
        };
        Ok((group, self.members, self.created_at))
    }
}

fn chosen(id: &str, kind: Kind) -> Result<GroupId, Failure> {
    let id = GroupId::parse_chosen(id, kind.rules().community_ids);
    id.map_err(|fault| Reject::BadId { field: Field::GroupId, fault }.into())
}

/// Also types without a cap refuse 0, which no reading makes sense of.
fn max_members(wished: Option<Whole>) -> Result<Option<u64>, Failure> {
    match wished {
        Some(Whole(0)) => Err(Failure::parameter("MaxMemberCount must be at least 1, or left out; 0 was given")),
        wished => Ok(wished.map(|wished| wished.0)),
    }
}

/// Reply to create and import.
#[derive(Serialize)]
pub struct Made<'a> {
    #[serde(rename = "GroupId")]
    group: &'a str,
    #[serde(rename = "OverJoinedGroupLimit_Account", skip_serializing_if = "Vec::is_empty")]
    over_limit: Vec<&'a str>,
}

impl<'a> From<&'a Created> for Made<'a> {
    fn from(created: &'a Created) -> Self {
        let over_limit = created.over_limit.iter().map(UserId::as_str).collect();
        Self { group: created.group.as_str(), over_limit }
    }
}
