//! Members as rows of a reply (rule book 4.6 "Member"), and the filters that choose their fields.

use crate::rest::failure::Failure;
use crate::rest::filter::{CustomKeys, Fields, MemberField};
use crate::rest::group::profile::{self, CustomFields};
use crate::rest::value::{List, Text};
use opentim_domain::group::Member;
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

/// What a row shows besides the account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    fields: Fields,
    keys: CustomKeys,
}

impl Shown {
    /// Reads `MemberInfoFilter` and `AppDefinedDataFilter_GroupMember`. Without both a row carries everything; with the first alone
    /// it carries no custom fields.
    pub(in crate::rest) fn read(fields: &List<Text<'_>>, keys: &List<Text<'_>>) -> Result<Self, Failure> {
        let otherwise = if fields.0.is_empty() { CustomKeys::All } else { CustomKeys::None };
        let keys = CustomKeys::named("AppDefinedDataFilter_GroupMember", keys, otherwise)?;
        Ok(Self { fields: Fields::named::<MemberField>(fields), keys })
    }

    /// These fields and custom fields.
    pub(in crate::rest) fn these(fields: Fields, keys: CustomKeys) -> Self {
        Self { fields, keys }
    }
}

/// A list of members.
pub(in crate::rest) struct Rows<'a> {
    pub members: &'a [Member],
    pub shown: &'a Shown,
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.members.len()))?;
        for member in self.members {
            rows.serialize_element(&Row { member, shown: self.shown })?;
        }
        rows.end()
    }
}

struct Row<'a> {
    member: &'a Member,
    shown: &'a Shown,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { member, shown } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("Member_Account", member.user.as_str())?;
        profile::member(&mut map, member, shown.fields)?;
        if shown.keys.any() {
            let fields = CustomFields { fields: &member.fields, keys: &shown.keys };
            map.serialize_entry("AppMemberDefinedData", &fields)?;
        }
        map.end()
    }
}
