//! Changes where a flag says which fields count: the others are not even looked at.

use crate::sdk::codes::{BAD_PARAMETER, Failure};
use crate::sdk::decode::{BadField, decode};
use crate::sdk::number::Flags;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// An argument with a flag in it.
pub(in crate::sdk) struct Flagged {
    /// Name of the flag.
    pub flag: &'static str,
    /// Fields that count whatever the flag says.
    pub always: &'static [&'static str],
    /// Bit and the field that it names.
    pub fields: &'static [(u32, &'static str)],
}

impl Flagged {
    /// The bits of the flag.
    pub(in crate::sdk) fn bits(&self, object: &Value) -> Result<u32, Failure> {
        let Flags(bits) = decode(&object[self.flag]).map_err(|fault| fault.under(self.flag))?;
        let known = self.fields.iter().fold(0, |known, (bit, _)| known | bit);
        let unknown = bits & !known;
        if unknown != 0 {
            let desc = format!("{} holds bits that name nothing here: {unknown}; the bits {known} do", self.flag);
            return Err(Failure::new(BAD_PARAMETER, desc));
        }
        Ok(bits)
    }

    /// The argument with nothing but the fields that the flag names.
    pub(in crate::sdk) fn decode<T: DeserializeOwned>(&self, object: &Value) -> Result<T, Failure> {
        let bits = self.bits(object)?;
        let mut kept = Map::new();
        for name in self.always.iter().copied().chain([self.flag]) {
            kept.insert(name.to_owned(), object[name].clone());
        }
        for (bit, name) in self.fields.iter().filter(|(bit, _)| bits & bit != 0) {
            let value = &object[*name];
            if value.is_null() {
                return Err(BadField::named_by(name, self.flag, *bit).into());
            }
            kept.insert((*name).to_owned(), value.clone());
        }
        Ok(decode(&Value::Object(kept))?)
    }
}
