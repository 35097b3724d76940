//! The names that options may have, so that a misspelt one is not taken for none.

use super::super::decode::BadField;
use serde::de::{DeserializeOwned, Error, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};
use serde_json::Value;

/// Characters of an unknown name that are looked at and repeated at most.
const LOOKED_AT: usize = 40;

/// Refuses an object with members that `T` has no field for. What is no object passes: decoding says what is wrong with it.
///
/// # Errors
/// A sentence with the first such name, the known one that is meant, if one is like it, and all that there are. `inside` is
/// written before them.
pub(super) fn only_known<T: DeserializeOwned>(value: &Value, inside: &str) -> Result<(), String> {
    let Value::Object(members) = value else { return Ok(()) };
    let known = names_of::<T>();
    let Some(unknown) = members.keys().find(|name| !known.contains(&name.as_str())) else { return Ok(()) };
    let shown: String = unknown.chars().take(LOOKED_AT).collect();
    let meant = nearest(&shown, known).map_or_else(String::new, |name| format!(" Is {inside}{name} meant?"));
    Err(format!("there is no option {inside}{shown}.{meant} There are {}", known.join(", ")))
}

/// The names of a struct's fields, as its decoder asks for them.
fn names_of<T: DeserializeOwned>() -> &'static [&'static str] {
    let mut names: &[&str] = &[];
    // It takes the names and gives nothing to decode, so the result is an error always.
    let _ = T::deserialize(Names(&mut names));
    names
}

/// Decodes nothing, and keeps the names of the fields that it is asked for.
struct Names<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Names<'_> {
    type Error = BadField;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, BadField> {
        Err(BadField::custom("has no names"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, BadField> {
        *self.0 = fields;
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq
        tuple tuple_struct map enum identifier ignored_any
    }
}

/// The known name that differs least from `name`, if at most a third of it differs. Case and underscores make no difference.
fn nearest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    let bare = |name: &str| name.chars().filter(|sign| *sign != '_').flat_map(char::to_lowercase).collect::<Vec<_>>();
    let name = bare(name);
    let distances = known.iter().map(|known| (distance(&name, &bare(known)), *known));
    distances.min_by_key(|(distance, _)| *distance).filter(|(distance, _)| *distance * 3 <= name.len()).map(|(_, known)| known)
}

/// Signs to insert, delete or replace to make one of the other.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, sign) in one.iter().enumerate() {
        let mut diagonal = above;
        row[0] = above + 1;
        for at in 1..row.len() {
            let replaced = diagonal + usize::from(other[at - 1] != *sign);
            diagonal = row[at];
            row[at] = replaced.min(row[at] + 1).min(row[at - 1] + 1);
        }
    }
    row[other.len()]
}
