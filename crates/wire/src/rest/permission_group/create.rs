//! `create_permission_group`.

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Text, Whole, given, owned};
use opentim_domain::permission_group::CreatePermissionGroup;
use opentim_domain::{GroupId, PermissionGroupId};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "PermissionGroupId", default)]
    id: Option<Text<'a>>,
    #[serde(borrow, rename = "PermissionGroupName")]
    name: Text<'a>,
    #[serde(rename = "Permission", default)]
    permissions: Option<Whole>,
    #[serde(borrow, rename = "CustomString", default)]
    custom: Option<Text<'a>>,
}

/// Reads the request. `draw` gives the first id for one without its own.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form.
pub fn read(body: &[u8], draw: &mut dyn FnMut(&GroupId) -> PermissionGroupId) -> Result<CreatePermissionGroup, Failure> {
    let body: Body<'_> = body::read(body)?;
    let group = account::group(&body.group)?;
    let chosen = body.id.as_ref().filter(|id| given(Some(*id)).is_some());
    let id = match chosen {
        Some(id) => account::permission_group("PermissionGroupId", id)?,
        None => draw(&group),
    };
    Ok(CreatePermissionGroup {
        group,
        id,
        chosen: chosen.is_some(),
        name: body.name.0.into_owned(),
        custom: owned(body.custom),
        permissions: body.permissions.unwrap_or_default().0,
    })
}

/// The reply.
#[derive(Serialize)]
pub struct Made<'a> {
    #[serde(rename = "PermissionGroupId")]
    id: &'a str,
}

impl<'a> From<&'a PermissionGroupId> for Made<'a> {
    fn from(id: &'a PermissionGroupId) -> Self {
        Self { id: id.as_str() }
    }
}
