//! Groups and members as replies show them (rule book 4.6).

use crate::rest::filter::{CustomKeys, Fields, GroupField, MemberField};
use crate::rest::words;
use opentim_domain::group::{Group, Member};
use opentim_domain::{AppId, CustomField, Kind};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

/// The chosen fields of a group, without its id.
pub(in crate::rest) fn group<M: SerializeMap>(map: &mut M, group: &Group, app: AppId, fields: Fields) -> Result<(), M::Error> {
    let muted = if group.mute_all { "On" } else { "Off" };
    let community = group.kind == Kind::Community;
    for (field, name) in fields.chosen::<GroupField>() {
        match field {
            GroupField::Type => map.serialize_entry(name, words::kind_name(group.kind)),
            GroupField::Name => map.serialize_entry(name, &group.name),
            GroupField::Appid => map.serialize_entry(name, &app.get()),
            GroupField::Introduction => map.serialize_entry(name, &group.introduction),
            GroupField::Notification => map.serialize_entry(name, &group.notification),
            GroupField::FaceUrl => map.serialize_entry(name, &group.face_url),
            GroupField::Owner => map.serialize_entry(name, group.owner.as_ref().map_or("", |owner| owner.as_str())),
            GroupField::CreateTime => map.serialize_entry(name, &group.created_at.0),
            GroupField::InfoSeq => map.serialize_entry(name, &group.numbers.info),
            GroupField::LastInfoTime => map.serialize_entry(name, &group.info_changed_at.0),
            // No messages are stored: the last was never, the next is the first.
            GroupField::LastMsgTime => map.serialize_entry(name, &0),
            GroupField::NextMsgSeq => map.serialize_entry(name, &1),
            GroupField::MemberNum => map.serialize_entry(name, &group.member_count),
            GroupField::MaxMemberNum => map.serialize_entry(name, &group.max_members.unwrap_or(0)),
            GroupField::ApplyJoinOption => map.serialize_entry(name, words::join_name(group.join)),
            GroupField::InviteJoinOption => map.serialize_entry(name, words::invite_name(group.invite)),
            GroupField::ShutUpAllMember | GroupField::MuteAllMember => map.serialize_entry(name, muted),
            // Not documented in replies; a back end must be able to read what it has set.
            GroupField::SupportTopic if community => map.serialize_entry(name, &u8::from(group.topics)),
            GroupField::EnablePermission if community => map.serialize_entry(name, &u8::from(group.permission_groups)),
            GroupField::DefaultPermission if community => map.serialize_entry(name, &group.default_permissions),
            GroupField::SupportTopic | GroupField::EnablePermission | GroupField::DefaultPermission => Ok(()),
        }?;
    }
    Ok(())
}

/// The chosen fields of a member, without his account.
pub(in crate::rest) fn member<M: SerializeMap>(map: &mut M, member: &Member, fields: Fields) -> Result<(), M::Error> {
    for (field, name) in fields.chosen::<MemberField>() {
        match field {
            MemberField::Role => map.serialize_entry(name, words::role_name(member.role)),
            MemberField::JoinTime => map.serialize_entry(name, &member.joined_at.0),
            MemberField::MsgFlag => map.serialize_entry(name, words::msg_flag_name(member.msg_flag)),
            // No messages are stored, so none was read and none was sent.
            MemberField::MsgSeq | MemberField::LastSendMsgTime => map.serialize_entry(name, &0),
            MemberField::ShutUpUntil | MemberField::MuteUntil => {
                map.serialize_entry(name, &member.muted_until.map_or(0, |until| until.0))
            }
            MemberField::NameCard => map.serialize_entry(name, &member.name_card),
        }?;
    }
    Ok(())
}

/// The chosen ones among custom fields.
pub(in crate::rest) struct CustomFields<'a> {
    pub fields: &'a [CustomField],
    pub keys: &'a CustomKeys,
}

impl Serialize for CustomFields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for field in self.fields.iter().filter(|field| self.keys.takes(field)) {
            list.serialize_element(&Custom { key: &field.key, value: &field.value })?;
        }
        list.end()
    }
}

#[derive(Serialize)]
struct Custom<'a> {
    #[serde(rename = "Key")]
    key: &'a str,
    #[serde(rename = "Value")]
    value: &'a str,
}
