//! The query string (rule book 4.1 "Query").

use super::number;
use opentim_wire::rest::Failure;
use std::borrow::Cow;

/// The parameters of the envelope, decoded. Others are passed over, `contenttype` among them: bodies are JSON whatever it says.
#[derive(Default)]
pub(super) struct Query<'a> {
    pub sdkappid: Option<Cow<'a, str>>,
    pub identifier: Option<Cow<'a, str>>,
    usersig: Option<Cow<'a, str>>,
    random: Option<Cow<'a, str>>,
    /// Ours: what the header Idempotency-Key gives otherwise.
    pub operation_id: Option<Cow<'a, str>>,
}

impl<'a> Query<'a> {
    /// Takes a query string apart.
    ///
    /// # Errors
    /// 60002 for a broken escape, a parameter given twice, and a `random` that is not 0 to 4294967295.
    pub fn read(text: &'a str) -> Result<Self, Failure> {
        let mut query = Self::default();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let place = match name {
                "sdkappid" => &mut query.sdkappid,
                "identifier" => &mut query.identifier,
                "usersig" => &mut query.usersig,
                "random" => &mut query.random,
                "operation_id" => &mut query.operation_id,
                _ => continue,
            };
            if place.replace(decoded(name, value)?).is_some() {
                return Err(Failure::new(number::URL, format!("the parameter {name} is in the URL twice; give it once")));
            }
        }
        match query.random.as_deref() {
            Some(random) if !random.is_empty() && random.parse::<u32>().is_err() => {
                Err(Failure::new(number::URL, "the parameter random must be a whole number from 0 to 4294967295, or left out"))
            }
            _ => Ok(query),
        }
    }

    /// The signature; an empty one is refused where signatures are checked.
    pub fn usersig(&self) -> Result<&str, Failure> {
        let missing = || Failure::new(number::USERSIG_MISSING, "the URL lacks the parameter usersig: the admin's signature");
        self.usersig.as_deref().ok_or_else(missing)
    }
}

/// A value without its escapes: `%20` and `+` are a blank.
fn decoded<'a>(name: &str, value: &'a str) -> Result<Cow<'a, str>, Failure> {
    if !value.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
        return Ok(Cow::Borrowed(value));
    }
    let broken = || Failure::new(number::URL, format!("the parameter {name} has a broken %-escape; escape it as UTF-8"));
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit =
                    || rest.next().and_then(|byte| char::from(byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok());
                match (digit(), digit()) {
                    (Some(high), Some(low)) => high << 4 | low,
                    _ => return Err(broken()),
                }
            }
            other => other,
        });
    }
    String::from_utf8(bytes).map(Cow::Owned).map_err(|_| broken())
}
