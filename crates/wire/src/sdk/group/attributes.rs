//! Attributes of a group.

use crate::sdk::described::described;
use serde::{Deserialize, Serialize};

described! {
    /// An attribute of a group.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
    pub struct GroupAttributes as "GroupAttributes" {
        /// The key: 1 to 32 bytes of UTF-8 (10046 when longer). A group holds 16 keys (10045).
        pub group_attribute_key: String,
        /// The value: at most 4000 bytes of UTF-8 (10047); keys and values of a group have 16000 bytes together (10048).
        pub group_attribute_value: String,
    }
}

impl GroupAttributes {
    /// Attributes as the dialect lists them.
    pub(in crate::sdk) fn all(attributes: &[(String, String)]) -> Vec<Self> {
        let one = |(key, value): &(String, String)| Self { group_attribute_key: key.clone(), group_attribute_value: value.clone() };
        attributes.iter().map(one).collect()
    }
}
