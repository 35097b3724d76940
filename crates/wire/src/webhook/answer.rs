//! What the back end says to a question (rule book 7.1).

use serde_json::Value;

/// The number of a refusal that has none of its own (rule book 7.1).
pub const REFUSED: i32 = 10016;
/// Longest text of a refusal that is passed on, in characters.
const TEXT: usize = 300;

/// What the back end says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Go on.
    Allowed {
        /// Without these, `RefusedMembers_Account`.
        refused: Vec<String>,
    },
    /// It may not be done.
    Refused {
        /// 10016, or the answer's own number from 10100 to 10200.
        number: i32,
        /// The answer's words.
        text: String,
    },
}

impl Answer {
    /// Reads an answer.
    ///
    /// # Errors
    /// Why it is none.
    pub fn decode(bytes: &[u8]) -> Result<Self, String> {
        let value: Value = serde_json::from_slice(bytes).map_err(|_| "its answer is no JSON".to_owned())?;
        let Some(answer) = value.as_object() else { return Err("its answer is no JSON object".to_owned()) };
        let code = answer.get("ErrorCode").and_then(Value::as_i64).ok_or("ErrorCode of its answer is no number")?;
        if code == 0 {
            return refused_members(answer.get("RefusedMembers_Account")).map(|refused| Self::Allowed { refused });
        }
        let words = answer.get("ErrorInfo").and_then(Value::as_str).unwrap_or_default().trim();
        let text: String = words.chars().filter(|sign| !sign.is_control()).take(TEXT).collect();
        Ok(match i32::try_from(code) {
            Ok(number @ 10100..=10200) => Self::Refused { number, text },
            _ => Self::Refused { number: REFUSED, text },
        })
    }
}

fn refused_members(list: Option<&Value>) -> Result<Vec<String>, String> {
    let bad = || "RefusedMembers_Account of its answer is no list of accounts".to_owned();
    let list = match list {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(list) => list.as_array().ok_or_else(bad)?,
    };
    list.iter().map(|account| account.as_str().map(str::to_owned).ok_or_else(bad)).collect()
}
