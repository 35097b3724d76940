//! `import_group` (rule book 4.3; REST import page). It knows no `MemberList`: members are imported by a command of their own.

use super::new::Body;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Ignored, Whole};
use opentim_domain::group::ImportGroup;
use opentim_domain::{GroupId, Kind, Secs};

/// Reads the request. `draw` gives the first id for a group without its own.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an unknown word, an id of the wrong form.
pub fn read(body: &[u8], draw: &mut dyn FnMut(Kind) -> GroupId) -> Result<ImportGroup, Failure> {
    let body: Body<'_, Ignored, Option<Whole>> = body::read(body)?;
    let (group, _, created_at) = body.split(draw)?;
    Ok(ImportGroup { group, created_at: created_at.map(|time| Secs(time.0)) })
}
