//! The tags of a profile: what each stands for, and its values.

use super::Value;
use crate::rest::value::Text;
use opentim_domain::account::ProfilePatch;
use opentim_domain::{Account, CustomField};
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

/// The tags that can be set, for refusals.
pub(super) const KNOWN: &str = "Tag_Profile_IM_Nick, _Gender, _BirthDay, _Location, _SelfSignature, _AllowType, _Language, _Image, \
                                _Level, _Role, _MsgSettings, _AdminForbidType; Tag_Profile_Custom_ and a key";

/// How the keys of custom fields begin; they are kept with it.
const CUSTOM: &str = "Tag_Profile_Custom_";

/// The names of genders, in the order of their numbers.
const GENDERS: [&str; 3] = ["Gender_Type_Unknown", "Gender_Type_Male", "Gender_Type_Female"];
/// Who may become a friend, in the order of the SDK's numbers; the first says nothing.
const ALLOW_TYPES: [&str; 4] = ["", "AllowType_Type_AllowAny", "AllowType_Type_DenyAny", "AllowType_Type_NeedConfirm"];

/// A tag.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Tag {
    Nick,
    Image,
    Gender,
    BirthDay,
    Location,
    Language,
    SelfSignature,
    AllowType,
    Level,
    Role,
    /// About messages and friends, which opentim has nothing to do with: taken and not kept.
    NotKept,
    Custom(String),
}

impl Tag {
    pub fn named(name: &str) -> Option<Self> {
        if name.starts_with(CUSTOM) {
            return Some(Self::Custom(name.to_owned()));
        }
        Some(match name.strip_prefix("Tag_Profile_IM_")? {
            "Nick" => Self::Nick,
            "Image" => Self::Image,
            "Gender" => Self::Gender,
            "BirthDay" => Self::BirthDay,
            "Location" => Self::Location,
            "Language" => Self::Language,
            "SelfSignature" => Self::SelfSignature,
            "AllowType" => Self::AllowType,
            "Level" => Self::Level,
            "Role" => Self::Role,
            "MsgSettings" | "AdminForbidType" => Self::NotKept,
            _ => return None,
        })
    }

    /// Puts a value into the change, or says what it must be.
    pub fn put(self, value: Value<'_>, patch: &mut ProfilePatch) -> Result<(), String> {
        match self {
            Self::Nick => patch.nick = Some(text(value)?),
            Self::Image => patch.face_url = Some(text(value)?),
            Self::Location => patch.location = Some(text(value)?),
            Self::SelfSignature => patch.signature = Some(text(value)?),
            Self::Gender => patch.gender = Some(word(value, &GENDERS)?),
            Self::AllowType => patch.friend_option = Some(word(value, &ALLOW_TYPES)?),
            Self::BirthDay => patch.birthday = Some(number(value)?),
            Self::Language => patch.language = Some(number(value)?),
            Self::Level => patch.level = Some(number(value)?),
            Self::Role => patch.role = Some(number(value)?),
            Self::NotKept => {}
            Self::Custom(key) => {
                let value = match value {
                    Value::Text(text) => text.0.into_owned(),
                    Value::Number(number) => number.to_string(),
                };
                patch.fields.push(CustomField { key, value });
            }
        }
        Ok(())
    }
}

fn text(value: Value<'_>) -> Result<String, String> {
    match value {
        Value::Text(Text(text)) => Ok(text.into_owned()),
        Value::Number(_) => Err("a string".to_owned()),
    }
}

fn number(value: Value<'_>) -> Result<u32, String> {
    let number = match value {
        Value::Number(number) => u32::try_from(number).ok(),
        Value::Text(_) => None,
    };
    number.ok_or_else(|| format!("a whole number from 0 to {}, without quotes", u32::MAX))
}

/// The number of a word.
fn word(value: Value<'_>, words: &[&str]) -> Result<u32, String> {
    let at = match value {
        Value::Text(text) => words.iter().position(|word| !word.is_empty() && *word == text.as_str()),
        Value::Number(_) => None,
    };
    let known = || words.iter().copied().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
    at.and_then(|at| u32::try_from(at).ok()).ok_or_else(|| format!("one of {}", known()))
}

/// The items of a profile: those of these tags, or all when none is named. A tag without a value has no item.
pub(super) struct Items<'a> {
    pub account: &'a Account,
    pub tags: &'a [Tag],
}

#[derive(Serialize)]
struct Item<'a, V: Serialize> {
    #[serde(rename = "Tag")]
    tag: &'a str,
    #[serde(rename = "Value")]
    value: V,
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { account, tags } = self;
        let wanted = |tag: &Tag| tags.is_empty() || tags.contains(tag);
        let mut items = serializer.serialize_seq(None)?;
        let named = |number: u32, words: &[&'static str]| words.get(number as usize).copied().unwrap_or_default();
        for (tag, name, value) in [
            (Tag::Nick, "Tag_Profile_IM_Nick", account.nick.as_str()),
            (Tag::Image, "Tag_Profile_IM_Image", account.face_url.as_str()),
            (Tag::Gender, "Tag_Profile_IM_Gender", named(account.gender, &GENDERS)),
            (Tag::Location, "Tag_Profile_IM_Location", account.location.as_str()),
            (Tag::SelfSignature, "Tag_Profile_IM_SelfSignature", account.signature.as_str()),
            (Tag::AllowType, "Tag_Profile_IM_AllowType", named(account.friend_option, &ALLOW_TYPES)),
        ] {
            if wanted(&tag) && !value.is_empty() {
                items.serialize_element(&Item { tag: name, value })?;
            }
        }
        for (tag, name, value) in [
            (Tag::BirthDay, "Tag_Profile_IM_BirthDay", account.birthday),
            (Tag::Language, "Tag_Profile_IM_Language", account.language),
            (Tag::Level, "Tag_Profile_IM_Level", account.level),
            (Tag::Role, "Tag_Profile_IM_Role", account.role),
        ] {
            if wanted(&tag) {
                items.serialize_element(&Item { tag: name, value })?;
            }
        }
        for field in &account.fields {
            if wanted(&Tag::Custom(field.key.clone())) {
                items.serialize_element(&Item { tag: &field.key, value: &field.value })?;
            }
        }
        items.end()
    }
}
