//! Which fields of groups and members a reply carries (`ResponseFilter`, rule book 4.3, 4.6).
//!
//! A filter that is absent, `null` or empty asks for everything. Names that are not known are passed over: filters in use name
//! fields of other releases.

use super::failure::Failure;
use super::value::{List, Text};
use opentim_domain::CustomField;

/// Most custom keys that one filter names; no group has as many.
const MOST_KEYS: usize = 64;

/// A field of a group besides its id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // the names say it
pub enum GroupField {
    Type,
    Name,
    Appid,
    Introduction,
    Notification,
    FaceUrl,
    Owner,
    CreateTime,
    InfoSeq,
    LastInfoTime,
    LastMsgTime,
    NextMsgSeq,
    MemberNum,
    MaxMemberNum,
    ApplyJoinOption,
    InviteJoinOption,
    ShutUpAllMember,
    MuteAllMember,
    SupportTopic,
    EnablePermission,
    DefaultPermission,
}

/// A field of a member besides his account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // the names say it
pub enum MemberField {
    Role,
    JoinTime,
    MsgSeq,
    MsgFlag,
    LastSendMsgTime,
    ShutUpUntil,
    MuteUntil,
    NameCard,
}

/// A field that a filter can name.
pub trait Named: Copy + Eq + 'static {
    /// Every field with its name, in the order of replies.
    const ALL: &'static [(Self, &'static str)];
}

impl Named for GroupField {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Type, "Type"),
        (Self::Name, "Name"),
        (Self::Appid, "Appid"),
        (Self::Introduction, "Introduction"),
        (Self::Notification, "Notification"),
        (Self::FaceUrl, "FaceUrl"),
        (Self::Owner, "Owner_Account"),
        (Self::CreateTime, "CreateTime"),
        (Self::InfoSeq, "InfoSeq"),
        (Self::LastInfoTime, "LastInfoTime"),
        (Self::LastMsgTime, "LastMsgTime"),
        (Self::NextMsgSeq, "NextMsgSeq"),
        (Self::MemberNum, "MemberNum"),
        (Self::MaxMemberNum, "MaxMemberNum"),
        (Self::ApplyJoinOption, "ApplyJoinOption"),
        (Self::InviteJoinOption, "InviteJoinOption"),
        (Self::ShutUpAllMember, "ShutUpAllMember"),
        (Self::MuteAllMember, "MuteAllMember"),
        (Self::SupportTopic, "SupportTopic"),
        (Self::EnablePermission, "EnablePermission"),
        (Self::DefaultPermission, "DefaultPermission"),
    ];
}

impl Named for MemberField {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Role, "Role"),
        (Self::JoinTime, "JoinTime"),
        (Self::MsgSeq, "MsgSeq"),
        (Self::MsgFlag, "MsgFlag"),
        (Self::LastSendMsgTime, "LastSendMsgTime"),
        (Self::ShutUpUntil, "ShutUpUntil"),
        (Self::MuteUntil, "MuteUntil"),
        (Self::NameCard, "NameCard"),
    ];
}

/// A choice among the fields of one kind: one bit for each, in the order of [`Named::ALL`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fields(u32);

impl Fields {
    /// All of them.
    pub const ALL: Self = Self(u32::MAX);

    /// Those that the filter names; all when it names nothing.
    pub(super) fn named<F: Named>(filter: &List<Text<'_>>) -> Self {
        if filter.0.is_empty() {
            return Self::ALL;
        }
        let bit = |text: &Text<'_>| F::ALL.iter().position(|(_, name)| *name == text.as_str());
        Self(filter.0.iter().filter_map(bit).fold(0, |bits, at| bits | 1 << at))
    }

    /// Of these fields only those that are also among `among`.
    pub(super) fn only<F: Named>(self, among: &[F]) -> Self {
        let bits = F::ALL.iter().enumerate().filter(|(_, (field, _))| among.contains(field));
        Self(bits.fold(0, |bits, (at, _)| bits | 1 << at) & self.0)
    }

    /// The chosen fields with their names.
    pub(super) fn chosen<F: Named>(self) -> impl Iterator<Item = (F, &'static str)> {
        F::ALL.iter().enumerate().filter(move |(at, _)| self.0 & 1 << at != 0).map(|(_, field)| *field)
    }
}

/// A choice among custom fields.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CustomKeys {
    /// None of them.
    None,
    /// All of them.
    All,
    /// Those of these keys.
    These(Vec<String>),
}

impl CustomKeys {
    /// Those that the filter names, or `otherwise` when it names nothing.
    pub(super) fn named(field: &str, filter: &List<Text<'_>>, otherwise: Self) -> Result<Self, Failure> {
        let given = filter.0.len();
        if given > MOST_KEYS {
            return Err(Failure::parameter(format!(
                "{field} names too many keys: {given} were given, at most {MOST_KEYS} are allowed"
            )));
        }
        Ok(match given {
            0 => otherwise,
            _ => Self::These(filter.0.iter().map(|key| key.as_str().to_owned()).collect()),
        })
    }

    /// Whether any could be shown.
    pub(super) fn any(&self) -> bool {
        *self != Self::None
    }

    /// Whether this field is chosen.
    pub(super) fn takes(&self, field: &CustomField) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::These(keys) => keys.contains(&field.key),
        }
    }
}
