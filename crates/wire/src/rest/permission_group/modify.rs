//! `modify_permission_group`.

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Text, Whole};
use opentim_domain::permission_group::{ModifyPermissionGroup, PermissionGroupPatch};
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "PermissionGroupId")]
    id: Text<'a>,
    #[serde(borrow, rename = "PermissionGroupName", default)]
    name: Option<Text<'a>>,
    #[serde(rename = "Permission", default)]
    permissions: Option<Whole>,
    #[serde(borrow, rename = "CustomString", default)]
    custom: Option<Text<'a>>,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form.
pub fn read(body: &[u8]) -> Result<ModifyPermissionGroup, Failure> {
    let body: Body<'_> = body::read(body)?;
    let text = |text: Option<Text<'_>>| text.map(|text| text.0.into_owned());
    Ok(ModifyPermissionGroup {
        group: account::group(&body.group)?,
        id: account::permission_group("PermissionGroupId", &body.id)?,
        patch: PermissionGroupPatch {
            name: text(body.name),
            custom: text(body.custom),
            permissions: body.permissions.map(|bits| bits.0),
        },
    })
}
