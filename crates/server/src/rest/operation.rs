//! Operation ids: a changing call that is repeated with its own id gets the first answer again and changes nothing.

use hyper::http::request::Parts;
use opentim_engine::Operation;
use opentim_wire::rest::Failure;
use sha2::{Digest, Sha256};

const HEADER: &str = "the header Idempotency-Key";
const PARAMETER: &str = "the parameter operation_id";

/// The operation id of a call: 1 to 64 bytes of printable ASCII in the header `Idempotency-Key` or in the URL's parameter
/// `operation_id`. It binds the command and the body byte for byte.
///
/// # Errors
/// 10004 for an id of another form, for a header given twice, and for two ids.
pub(crate) fn operation(head: &Parts, parameter: Option<String>, body: &[u8]) -> Result<Option<Operation>, Failure> {
    let mut keys = head.headers.get_all("idempotency-key").iter();
    let header = keys.next();
    if keys.next().is_some() {
        return Err(Failure::parameter(format!("{HEADER} is given twice; give it once")));
    }
    let header = header.map(|key| checked(HEADER, key.to_str().unwrap_or_default())).transpose()?;
    let parameter = parameter.as_deref().map(|id| checked(PARAMETER, id)).transpose()?;
    let id = match (header, parameter) {
        (Some(header), Some(parameter)) if header != parameter => {
            return Err(Failure::parameter(format!("{HEADER} and {PARAMETER} are different; give one of them")));
        }
        (header, parameter) => header.or(parameter),
    };
    Ok(id.map(|id| {
        let hash = Sha256::new().chain_update(head.uri.path()).chain_update([0]).chain_update(body).finalize();
        let mut request = [0; 16];
        request.copy_from_slice(&hash[..16]);
        Operation { id: id.to_owned(), request }
    }))
}

fn checked<'id>(place: &str, id: &'id str) -> Result<&'id str, Failure> {
    let good = (1..=64).contains(&id.len()) && id.bytes().all(|byte| (0x20..=0x7e).contains(&byte));
    let bad = || Failure::parameter(format!("{place} must hold 1 to 64 printable ASCII characters (0x20 to 0x7e)"));
    good.then_some(id).ok_or_else(bad)
}
