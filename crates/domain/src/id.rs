//! Identifiers, parsed once and valid from then on.

use alloc::sync::Arc;
use core::fmt;

/// Longest user id in bytes (rule book 2.1).
pub const USER_ID_BYTES: usize = 32;
/// Longest group id that an app may choose, in bytes (rule book 2.1).
pub const GROUP_ID_BYTES: usize = 48;
/// Longest id of a topic, in bytes (rule book 2.1); every id of a group-like thing fits.
pub const TOPIC_ID_BYTES: usize = 96;
/// Prefix kept for ids made by the system (rule book 2.1).
pub const RESERVED_PREFIX: &str = "@TGS#";
/// Prefix of every community id, chosen or made (rule book 2.1, 3).
pub const COMMUNITY_PREFIX: &str = "@TGS#_";
/// Prefix of every id of a permission group, chosen or made (rule book 2.1).
pub const PERMISSION_GROUP_PREFIX: &str = "@PMG#_";
/// What stands between a community's id and the rest of a topic's (rule book 3).
pub const TOPIC_MARK: &str = "@TOPIC#_";

/// Number of an app (`SDKAppID`): 1 to 2^53 - 1, so that it survives a JavaScript number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AppId(u64);

impl AppId {
    /// The app of this number, or nothing when it is 0 or above 2^53 - 1.
    pub const fn new(number: u64) -> Option<Self> {
        if number == 0 || number > (1 << 53) - 1 { None } else { Some(Self(number)) }
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for AppId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What is wrong with an id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IdFault {
    /// No character, or nothing but blanks.
    Blank,
    /// More bytes than allowed.
    TooLong {
        /// The limit in bytes.
        limit: usize,
        /// The size given, in bytes.
        given: usize,
    },
    /// A character outside printable ASCII (0x20 to 0x7e).
    NotPrintableAscii,
    /// Starts with the prefix kept for ids made by the system.
    Reserved,
    /// A community's own id must start with [`COMMUNITY_PREFIX`].
    CommunityPrefixMissing,
    /// Holds the mark that only topic ids have.
    TopicMark,
    /// Is no topic: the id of its community, [`TOPIC_MARK`] and a part of its own.
    NoTopic,
    /// A permission group's id must start with [`PERMISSION_GROUP_PREFIX`].
    PermissionGroupPrefixMissing,
    /// Is no part of an invite link.
    NoLink,
}

fn printable(text: &str, limit: usize) -> Result<(), IdFault> {
    if text.len() > limit {
        return Err(IdFault::TooLong { limit, given: text.len() });
    }
    if !text.bytes().all(|b| (0x20..=0x7e).contains(&b)) {
        return Err(IdFault::NotPrintableAscii);
    }
    if text.bytes().all(|b| b == b' ') {
        return Err(IdFault::Blank);
    }
    Ok(())
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                e: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.str(&self.0)?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
                Self::parse(d.str()?).map_err(|_| minicbor::decode::Error::message("not a valid id"))
            }
        }
    };
}

text_id! {
    /// A user: printable ASCII, 1 to 32 bytes, not only blanks (rule book 2.1).
    UserId
}

impl UserId {
    /// Checks and takes a user id.
    ///
    /// # Errors
    /// [`IdFault`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, IdFault> {
        printable(text, USER_ID_BYTES)?;
        Ok(Self(text.into()))
    }
}

text_id! {
    /// A group: printable ASCII, not only blanks. Ids chosen by apps end at 48 bytes; made ones and topics at 96 (rule book 2.1, 3).
    GroupId
}

impl GroupId {
    /// Checks and takes the id of a group that may exist, chosen or made.
    ///
    /// # Errors
    /// [`IdFault`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, IdFault> {
        printable(text, TOPIC_ID_BYTES)?;
        Ok(Self(text.into()))
    }

    /// Checks and takes an id that an app chooses for a new group (rule book 2.1).
    ///
    /// # Errors
    /// [`IdFault`] says what is wrong.
    pub fn parse_chosen(text: &str, community: bool) -> Result<Self, IdFault> {
        printable(text, GROUP_ID_BYTES)?;
        if community {
            if !text.starts_with(COMMUNITY_PREFIX) {
                return Err(IdFault::CommunityPrefixMissing);
            }
            if text.contains(TOPIC_MARK) {
                return Err(IdFault::TopicMark);
            }
            if text.len() == COMMUNITY_PREFIX.len() {
                return Err(IdFault::Blank);
            }
        } else if text.starts_with(RESERVED_PREFIX) {
            return Err(IdFault::Reserved);
        }
        Ok(Self(text.into()))
    }
}

text_id! {
    /// A topic: the id of its community, [`TOPIC_MARK`], and a part of its own; printable ASCII, at most 96 bytes (rule book 2.1).
    TopicId
}

impl TopicId {
    /// Checks and takes the id of a topic that may exist.
    ///
    /// # Errors
    /// [`IdFault`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, IdFault> {
        printable(text, TOPIC_ID_BYTES)?;
        match text.split_once(TOPIC_MARK) {
            Some((community, own)) if community.starts_with(COMMUNITY_PREFIX) && !own.is_empty() => Ok(Self(text.into())),
            _ => Err(IdFault::NoTopic),
        }
    }

    /// The topic of a community whose own part is this one. It is for the caller to see to it that the result is an id: of a group
    /// that is no community it is none, and no topic is ever made under it.
    pub fn made(community: &GroupId, own: &str) -> Self {
        Self([community.as_str(), TOPIC_MARK, own].concat().into())
    }

    /// Whether an app may choose it: the part of its own holds no mark of made ids (rule book 2.1).
    pub(crate) fn may_be_chosen(&self) -> bool {
        let own = self.0.split_once(TOPIC_MARK).map_or("", |(_, own)| own);
        !own.contains(COMMUNITY_PREFIX) && !own.contains("@TOPIC#") && !own.bytes().all(|byte| byte == b' ')
    }

    /// The community that it belongs to.
    pub fn community(&self) -> GroupId {
        let community = self.0.split_once(TOPIC_MARK).map_or(&*self.0, |(community, _)| community);
        GroupId(community.into())
    }
}

text_id! {
    /// A permission group of a community: begins with [`PERMISSION_GROUP_PREFIX`]; printable ASCII, at most 96 bytes (rule book 2.1).
    PermissionGroupId
}

impl PermissionGroupId {
    /// Checks and takes the id of a permission group.
    ///
    /// # Errors
    /// [`IdFault`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, IdFault> {
        printable(text, TOPIC_ID_BYTES)?;
        if text.len() <= PERMISSION_GROUP_PREFIX.len() || !text.starts_with(PERMISSION_GROUP_PREFIX) {
            return Err(IdFault::PermissionGroupPrefixMissing);
        }
        Ok(Self(text.into()))
    }
}

text_id! {
    /// The public part of an invite link: letters, digits, `-` and `_`, at most 32 (ours).
    LinkId
}

impl LinkId {
    /// Checks and takes the id of an invite link.
    ///
    /// # Errors
    /// [`IdFault`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, IdFault> {
        printable(text, USER_ID_BYTES)?;
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
            return Err(IdFault::NoLink);
        }
        Ok(Self(text.into()))
    }
}

#[cfg(test)]
mod tests;
