//! Typed decoding of parsed JSON with faults that name the whole path of the field.
//!
//! This is a serde deserializer of its own because the stock one knows neither paths nor the words that a caller understands.
//! What it adds to plain serde: null means "not given", and a 64-bit number may come as decimal text, since a BigInt has no
//! other form in JSON.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Number, Value, map};
use std::fmt;
use std::slice;

/// Characters of a given text that a fault repeats at most.
const QUOTED: usize = 40;

/// A field that cannot be taken: where it is, and what is wrong with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadField {
    path: String,
    problem: String,
}

impl BadField {
    fn new(problem: String) -> Self {
        Self { path: String::new(), problem }
    }

    fn must_be(expected: &str, value: &Value) -> Self {
        Self::new(format!("must be {expected}, {} was given", given(value)))
    }

    /// A field that is not there although another one names it.
    pub(super) fn named_by(field: &str, flag: &str, bit: u32) -> Self {
        Self { path: field.to_owned(), problem: format!("is required, because {flag} names it with its bit {bit}") }
    }

    /// A value that is not one of those wanted.
    pub(super) fn of(field: &str, expected: &str, value: &Value) -> Self {
        Self::must_be(expected, value).under(field)
    }

    /// The same fault, seen from the object or array that holds the field.
    pub(super) fn under(mut self, outer: &str) -> Self {
        let joint = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{outer}{joint}{}", self.path);
        self
    }
}

impl fmt::Display for BadField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the argument" } else { &self.path };
        write!(f, "{path} {}", self.problem)
    }
}

impl std::error::Error for BadField {}

impl Error for BadField {
    fn custom<T: fmt::Display>(problem: T) -> Self {
        Self::new(problem.to_string())
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn serde::de::Expected) -> Self {
        let given = match unexpected {
            Unexpected::Unsigned(number) => format!("the number {number}"),
            other => other.to_string(),
        };
        Self::new(format!("must be {expected}, {given} was given"))
    }

    fn missing_field(field: &'static str) -> Self {
        Self { path: field.to_owned(), problem: "is required".to_owned() }
    }
}

/// What was given, in words; long text is cut.
pub(super) fn given(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) if text.chars().nth(QUOTED).is_some() => {
            format!("the text {:?}...", text.chars().take(QUOTED).collect::<String>())
        }
        Value::String(text) => format!("the text {text:?}"),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// Takes `value` as a `T`.
///
/// # Errors
/// The first field that does not fit.
pub fn decode<T: DeserializeOwned>(value: &Value) -> Result<T, BadField> {
    T::deserialize(At(value))
}

/// One value of the parsed text.
#[derive(Clone, Copy)]
struct At<'a>(&'a Value);

impl At<'_> {
    fn whole(self, most: u64, text_too: bool) -> Result<u64, BadField> {
        let whole = match self.0 {
            Value::Number(number) => whole_number(number),
            Value::String(text) if text_too && text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
            _ => None,
        };
        match whole {
            Some(whole) if whole <= most => Ok(whole),
            _ => Err(BadField::must_be(&format!("a whole number from 0 to {most}"), self.0)),
        }
    }
}

/// The number if it is whole and not negative, however it was written.
fn whole_number(number: &Number) -> Option<u64> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: above it a float does not say which whole number was meant
    number.as_u64().or_else(|| {
        let float = number.as_f64()?;
        // In range and whole, so the cast loses nothing.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        (float.fract() == 0.0 && (0.0..=EXACT).contains(&float)).then_some(float as u64)
    })
}

/// The same for numbers of either sign. Beyond 2^53 - 1 JavaScript writes another number than was meant without a word, so there a
/// number is not taken.
fn signed(number: &Number) -> Option<i64> {
    const SAFE: f64 = 9_007_199_254_740_991.0;
    let float = number.as_f64()?;
    // In range and whole, so the cast loses nothing.
    #[allow(clippy::cast_possible_truncation)]
    (float.fract() == 0.0 && (-SAFE..=SAFE).contains(&float)).then_some(float as i64)
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a visitor takes, in its words.
struct Expected<'a, V>(&'a V);

impl<'de, V: Visitor<'de>> fmt::Display for Expected<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }
}

impl<'de> serde::Deserializer<'de> for At<'_> {
    type Error = BadField;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(*flag),
            Value::Number(number) => match number.as_u64() {
                Some(whole) => visitor.visit_u64(whole),
                None => visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) => visitor.visit_str(text),
            Value::Array(items) => visitor.visit_seq(Items { rest: items.iter(), at: 0 }),
            Value::Object(members) => visitor.visit_map(Members::of(members)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
        match self.0 {
            Value::Bool(flag) => visitor.visit_bool(*flag),
            other => Err(BadField::must_be("true or false", other)),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
        visitor.visit_u64(self.whole(u32::MAX.into(), false)?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
        visitor.visit_u64(self.whole(u64::MAX, true)?)
    }

    /// A whole number of either sign within 32 bits: what bits look like where C has a signed enum.
    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
        let number = self.0.as_f64().filter(|number| number.fract() == 0.0);
        let within = number.filter(|number| (f64::from(i32::MIN)..=f64::from(u32::MAX)).contains(number));
        match within {
            // In range and whole, so the cast loses nothing.
            #[allow(clippy::cast_possible_truncation)]
            Some(number) => visitor.visit_i64(number as i64),
            None => Err(BadField::must_be(&format!("a whole number from {} to {}", i32::MIN, u32::MAX), self.0)),
        }
    }

    /// A whole number of either sign, as number or decimal text. Which are taken is the visitor's choice.
    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
        let whole = match self.0 {
            Value::Number(number) => signed(number),
            Value::String(text) if is_decimal(text) => text.parse().ok(),
            _ => None,
        };
        match whole {
            Some(whole) => visitor.visit_i64(whole),
            None => Err(BadField::must_be(&Expected(&visitor).to_string(), self.0)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
        match self.0 {
            Value::String(text) => visitor.visit_str(text),
            other => Err(BadField::must_be("text", other)),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
        match self.0 {
            Value::Array(items) => visitor.visit_seq(Items { rest: items.iter(), at: 0 }),
            other => Err(BadField::must_be("an array", other)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, BadField> {
        match self.0 {
            Value::Object(members) => visitor.visit_map(Members::of(members)),
            other => Err(BadField::must_be("an object", other)),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, BadField> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 u8 u16 u128 f32 f64 char str bytes byte_buf unit unit_struct tuple tuple_struct map enum identifier
    }
}

/// The members of an object, left to right.
struct Members<'a> {
    rest: map::Iter<'a>,
    current: Option<(&'a String, &'a Value)>,
}

impl<'a> Members<'a> {
    fn of(members: &'a Map<String, Value>) -> Self {
        Self { rest: members.iter(), current: None }
    }
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = BadField;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, BadField> {
        self.current = self.rest.next();
        match self.current {
            Some((name, _)) => seed.deserialize(StrDeserializer::new(name)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, BadField> {
        match self.current.take() {
            Some((name, value)) => seed.deserialize(At(value)).map_err(|fault| fault.under(name)),
            None => Err(BadField::new("has no value".to_owned())),
        }
    }
}

/// The items of an array, left to right.
struct Items<'a> {
    rest: slice::Iter<'a, Value>,
    at: usize,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = BadField;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, BadField> {
        let Some(item) = self.rest.next() else { return Ok(None) };
        let at = self.at;
        self.at += 1;
        seed.deserialize(At(item)).map(Some).map_err(|fault| fault.under(&format!("[{at}]")))
    }
}

#[cfg(test)]
mod tests;
