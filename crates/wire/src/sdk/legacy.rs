//! The older generation of the SDK's JSON, which apps written for version 1 of its Electron wrapper speak.
//!
//! Its spellings are always taken. Answers hold them only for who asks for it with `compat: "1.x"`: the answer itself stays what it
//! is and gets a member `data` beside, the whole answer in the older form.

use super::event::Event;
use super::method::{Answer, Method};
use serde::de::{Deserializer, Error, Unexpected};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// The generation that a caller speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Generation {
    /// The present one.
    #[default]
    Present,
    /// Version 1.
    First,
}

const FIRST: &str = "1.x";

impl<'de> Deserialize<'de> for Generation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)?.as_str() {
            FIRST => Ok(Self::First),
            other => Err(D::Error::invalid_value(Unexpected::Str(other), &"\"1.x\", or not be given")),
        }
    }
}

#[cfg(feature = "typings")]
impl super::described::Typed for Generation {
    fn type_name() -> String {
        format!("'{FIRST}'")
    }
}

impl Generation {
    /// An answer of `method` (nothing: of a name that is no method) as this generation reads it.
    pub fn answer(self, method: Option<&Method>, text: String) -> String {
        match self {
            Self::Present => text,
            Self::First => with_data(method.map_or(Answer::Object, |method| method.answer), &text).unwrap_or(text),
        }
    }

    /// The text of an event as this generation reads it.
    pub fn event(self, event: Event, text: &str) -> Option<String> {
        let has_members = matches!(event, Event::GroupTips | Event::NewMessages);
        (self == Self::First && has_members).then(|| older(text)).flatten()
    }
}

/// The four members of an answer, as they are written.
#[derive(Deserialize)]
struct Written<'a> {
    code: i32,
    #[serde(borrow)]
    desc: &'a RawValue,
    #[serde(borrow)]
    json_param: &'a RawValue,
    #[serde(borrow)]
    user_data: &'a RawValue,
}

/// An answer in the older form: what is data is JSON text.
#[derive(Serialize)]
struct Data<'a> {
    code: i32,
    desc: &'a RawValue,
    json_param: Value,
    user_data: &'a RawValue,
}

/// What stands in the place of a bare number or text, which has no room for a member.
#[derive(Serialize)]
struct Bare<'a> {
    code: i32,
    desc: &'a str,
    json_param: &'a RawValue,
    user_data: &'a str,
    data: &'a RawValue,
}

/// Nothing if the answer cannot be read, which no answer of ours is.
fn with_data(answer: Answer, text: &str) -> Option<String> {
    if answer != Answer::Object {
        let value: &RawValue = serde_json::from_str(text).ok()?;
        // A bare number below 0 says why nothing was done.
        let code = value.get().parse::<i32>().map_or(0, |number| number.min(0));
        return serde_json::to_string(&Bare { code, desc: "", json_param: value, user_data: "", data: value }).ok();
    }
    let Written { code, desc, json_param, user_data } = serde_json::from_str(text).ok()?;
    let json_param = match serde_json::from_str(json_param.get()).ok()? {
        raw @ Value::String(_) => raw,
        mut parsed => {
            write_older(&mut parsed);
            Value::String(parsed.to_string())
        }
    };
    let data = serde_json::to_string(&Data { code, desc, json_param, user_data }).ok()?;
    let open = text.strip_suffix('}')?;
    Some(format!("{open},\"data\":{data}}}"))
}

fn older(text: &str) -> Option<String> {
    let mut value = serde_json::from_str(text).ok()?;
    write_older(&mut value);
    Some(value.to_string())
}

/// Beginnings of keys, older and present.
const PREFIXES: [(&str, &str); 2] = [DETAIL, ("group_get_memeber_info_list_result_", "group_get_member_info_list_result_")];
const DETAIL: (&str, &str) = ("group_detial_info_", "group_detail_info_");
const OWNER: (&str, &str) = ("owener_identifier", "owner_identifier");
const SINGLE: [(&str, &str); 2] = [
    ("group_base_info_lastest_seq", "group_base_info_latest_seq"),
    ("user_config_is_ingore_grouptips_unread", "user_config_is_ignore_grouptips_unread"),
];
/// A part of every older spelling, so that text without any of them need not be searched.
const TRACES: [&str; 5] = ["_detial_", "_memeber_", "_lastest_", "_ingore_", "_owener_"];
/// Members that hold a role.
const ROLES: [&str; 2] = ["group_self_info_role", "group_member_info_member_role"];

/// The present spelling of an older one.
fn present_spelling(key: &str) -> Option<String> {
    if let Some((_, present)) = SINGLE.iter().find(|(older, _)| *older == key) {
        return Some((*present).to_owned());
    }
    if key.strip_prefix(DETAIL.1) == Some(OWNER.0) {
        return Some(format!("{}{}", DETAIL.1, OWNER.1));
    }
    let (rest, present) = PREFIXES.iter().find_map(|(older, present)| Some((key.strip_prefix(older)?, present)))?;
    let rest = if rest == OWNER.0 { OWNER.1 } else { rest };
    Some(format!("{present}{rest}"))
}

/// The older spelling of a present one.
fn older_spelling(key: &str) -> Option<String> {
    if let Some((older, _)) = SINGLE.iter().find(|(_, present)| *present == key) {
        return Some((*older).to_owned());
    }
    let (rest, older) = PREFIXES.iter().find_map(|(older, present)| Some((key.strip_prefix(present)?, older)))?;
    let rest = if rest == OWNER.1 { OWNER.0 } else { rest };
    Some(format!("{older}{rest}"))
}

/// Brings older spellings of an argument, whose text is `text`, to the present ones. Where both are given the present one counts.
pub(super) fn take(argument: &mut Value, text: &str) {
    if TRACES.iter().any(|trace| text.contains(trace)) {
        walk(argument, &mut |members| respell(members, present_spelling));
    }
}

fn write_older(value: &mut Value) {
    walk(value, &mut |members| {
        for role in ROLES {
            if let Some(number) = members.get_mut(role) {
                let older = number.as_u64().and_then(older_role);
                *number = older.map_or_else(|| number.take(), Value::from);
            }
        }
        respell(members, older_spelling);
    });
}

fn older_role(number: u64) -> Option<u32> {
    match number {
        200 => Some(1),
        300 => Some(2),
        400 => Some(3),
        _ => None,
    }
}

/// Every object, the inner ones first. The parser has bounded the depth.
fn walk(value: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, change)),
        Value::Object(members) => {
            members.values_mut().for_each(|member| walk(member, change));
            change(members);
        }
        _ => {}
    }
}

fn respell(members: &mut Map<String, Value>, spelling: fn(&str) -> Option<String>) {
    let renamed: Vec<(String, String)> = members.keys().filter_map(|key| Some((key.clone(), spelling(key)?))).collect();
    for (from, to) in renamed {
        if let Some(value) = members.remove(&from) {
            members.entry(to).or_insert(value);
        }
    }
}

#[cfg(test)]
mod tests;
