//! The set of numbers that a data folder's groups live by.

use opentim_domain::Limits;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected};

/// A set of numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Profile {
    /// Sizes and caps; no quotas, no call rates.
    #[default]
    Open,
    /// The incumbent's quotas and call rates too.
    Tencent,
}

impl Profile {
    /// Its numbers.
    pub const fn limits(self) -> Limits {
        match self {
            Self::Open => Limits::RECOMMENDED,
            Self::Tencent => Limits::TENCENT,
        }
    }
}

impl<'de> Deserialize<'de> for Profile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)?.as_str() {
            "open" => Ok(Self::Open),
            "tencent" => Ok(Self::Tencent),
            other => Err(D::Error::invalid_value(Unexpected::Str(other), &"\"open\" or \"tencent\"")),
        }
    }
}

#[cfg(feature = "typings")]
impl crate::sdk::described::Typed for Profile {
    fn type_name() -> String {
        "'open' | 'tencent'".to_owned()
    }
}
