//! The dialect's numbers for types, roles and options.

use opentim_domain::{InviteOption, JoinOption, Kind, MsgFlag, Role};
use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Declares a number of the dialect that stands for a value of the domain.
macro_rules! number {
    ($(#[$about:meta])+ $name:ident($inner:ty), $type_name:literal, $expected:literal, $take:expr, $give:expr) => {
        $(#[$about])+
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct $name(pub $inner);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let number = u32::deserialize(deserializer)?;
                let take: fn(u32) -> Option<$inner> = $take;
                take(number).map(Self).ok_or_else(|| D::Error::invalid_value(Unexpected::Unsigned(number.into()), &$expected))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let give: fn($inner) -> u32 = $give;
                serializer.serialize_u32(give(self.0))
            }
        }

        #[cfg(feature = "typings")]
        impl crate::sdk::described::Typed for $name {
            fn type_name() -> String {
                $type_name.to_owned()
            }
        }
    };
}

number!(
    /// Type of a group (rule book 1.1).
    GroupType(Kind),
    "TIMGroupType",
    "0 (Public), 1 (Private), 2 (ChatRoom), 3 (BChatRoom), 4 (AVChatRoom) or 5 (Community)",
    |number| Kind::ALL.into_iter().find(|kind| *kind as u32 == number),
    |kind| kind as u32
);

number!(
    /// What an application to join meets (rule book 1.3).
    AddOption(JoinOption),
    "TIMGroupAddOption",
    "0 (nobody may apply), 1 (owner or admin decides) or 2 (joins at once)",
    |number| [JoinOption::Forbidden, JoinOption::Approval, JoinOption::Free].into_iter().find(|option| *option as u32 == number),
    |option| option as u32
);

number!(
    /// What an invitation meets (rule book 1.3).
    ApproveOption(InviteOption),
    "TIMGroupAddOption",
    "0 (nobody may invite), 1 (owner or admin decides) or 2 (joins at once)",
    |number| [InviteOption::Disabled, InviteOption::Approval, InviteOption::Free].into_iter().find(|option| *option as u32 == number),
    |option| option as u32
);

number!(
    /// Role of a member. Both spellings are taken, 200/300/400 of the C interface and 0 to 3 of the typings; answers use the first.
    RoleNumber(Role),
    "TIMGroupMemberRole",
    "200 (member), 300 (admin) or 400 (owner), or 0 or 1 (member), 2 (admin) or 3 (owner)",
    |number| match number {
        0 | 1 | 200 => Some(Role::Member),
        2 | 300 => Some(Role::Admin),
        3 | 400 => Some(Role::Owner),
        _ => None,
    },
    |role| match role {
        Role::Member => 200,
        Role::Admin => 300,
        Role::Owner => 400,
    }
);

number!(
    /// How a member is told of messages.
    ReceiveOption(MsgFlag),
    "TIMReceiveMessageOpt",
    "0 (receive and notify), 1 (do not receive), 2 (receive quietly) or 3 (receive quietly except mentions)",
    |number| {
        [MsgFlag::Notify, MsgFlag::Discard, MsgFlag::Quiet, MsgFlag::QuietUnlessNamed].into_iter().find(|flag| *flag as u32 == number)
    },
    |flag| flag as u32
);

/// A switch that is a number in the C interface and a boolean in its samples: both are taken, answers hold the number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Switch(pub bool);

impl<'de> Deserialize<'de> for Switch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = Switch;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("0 or 1")
            }

            fn visit_bool<E: Error>(self, on: bool) -> Result<Switch, E> {
                Ok(Switch(on))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Switch, E> {
                match number {
                    0 | 1 => Ok(Switch(number == 1)),
                    _ => Err(E::invalid_value(Unexpected::Unsigned(number), &self)),
                }
            }
        }
        deserializer.deserialize_any(Either)
    }
}

#[cfg(feature = "typings")]
impl crate::sdk::described::Typed for Switch {
    fn type_name() -> String {
        "number".to_owned()
    }
}

/// 32 single bits that say which fields count. The highest one is negative where C has a signed enum, so both spellings are taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flags(pub u32);

impl<'de> Deserialize<'de> for Flags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The lower 32 bits are the flags in either spelling.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        i64::deserialize(deserializer).map(|number| Self(number as u32))
    }
}

#[cfg(feature = "typings")]
impl crate::sdk::described::Typed for Flags {
    fn type_name() -> String {
        "number".to_owned()
    }
}

/// 64 single bits. As a JavaScript number they end at 2^53 - 1, so a BigInt (decimal text in JSON) is taken too, and answers hold more
/// than that as decimal text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
pub struct Bits(pub u64);

impl Serialize for Bits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 <= MAX_SAFE_INTEGER { serializer.serialize_u64(self.0) } else { serializer.collect_str(&self.0) }
    }
}

#[cfg(feature = "typings")]
impl crate::sdk::described::Typed for Bits {
    fn type_name() -> String {
        "number | bigint".to_owned()
    }
}

/// Value of a counter, a signed 64-bit number. JavaScript numbers end at 2^53 - 1, so beyond that it is decimal text in answers and
/// events; it is taken as number or decimal text (which a BigInt becomes in JSON) in either case.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CounterValue(pub i64);

/// Largest whole number up to which each one has a JavaScript number of its own.
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

impl Serialize for CounterValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.unsigned_abs() <= MAX_SAFE_INTEGER { serializer.serialize_i64(self.0) } else { serializer.collect_str(&self.0) }
    }
}

impl<'de> Deserialize<'de> for CounterValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Whole;
        impl Visitor<'_> for Whole {
            type Value = CounterValue;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "a whole number from {} to {}, beyond {MAX_SAFE_INTEGER} as text or BigInt", i64::MIN, i64::MAX)
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<CounterValue, E> {
                Ok(CounterValue(number))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<CounterValue, E> {
                let number = i64::try_from(number).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))?;
                Ok(CounterValue(number))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<CounterValue, E> {
                text.parse().map(CounterValue).map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_i128(Whole)
    }
}

#[cfg(feature = "typings")]
impl crate::sdk::described::Typed for CounterValue {
    fn type_name() -> String {
        "number | string | bigint".to_owned()
    }
}
