//! `TIMGroupJoin` and `TIMGroupQuit`.

use super::id;
use crate::sdk::codes::Failure;
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::request::Request;
use opentim_domain::application::{Applied, JoinGroup};
use opentim_domain::member::QuitGroup;
use serde::{Deserialize, Serialize};

described! {
    /// Argument of `TIMGroupJoin`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct JoinGroupParams as "JoinGroupParams" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub groupId: String,
        /// Words for those who decide: at most 300 bytes of UTF-8 (10004).
        pub helloMsg: Option<String>,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub data: Option<String>,
    }
}

described! {
    /// Argument of `TIMGroupQuit`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct QuitGroupParams as "QuitGroupParams" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub groupId: String,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub data: Option<String>,
    }
}

/// What stands in the reply of `TIMGroupJoin` beside its four fields. The incumbent has nothing there: an app that was written for
/// it learns from the reports that come later.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct JoinedStatus {
    #[serde(skip_serializing_if = "Option::is_none")]
    joined_status: Option<&'static str>,
}

/// The command that a `TIMGroupJoin` asks for.
///
/// # Errors
/// 10015 for a malformed id.
pub fn join(request: &Request) -> Result<JoinGroup, Failure> {
    let params: JoinGroupParams = decode(request.argument())?;
    Ok(JoinGroup { group: id::group(&params.groupId)?, message: params.helloMsg.unwrap_or_default() })
}

/// How far a `TIMGroupJoin` came: nothing is said of a caller who is a member now (rule book 4.7 has the word for the other).
pub fn joined_status(applied: Applied) -> JoinedStatus {
    let waiting = match applied {
        Applied::Waiting => Some("WaitAdminApproval"),
        Applied::Joined | Applied::MayEnter => None,
    };
    JoinedStatus { joined_status: waiting }
}

/// The command that a `TIMGroupQuit` asks for.
///
/// # Errors
/// 10015 for a malformed id.
pub fn quit(request: &Request) -> Result<QuitGroup, Failure> {
    let params: QuitGroupParams = decode(request.argument())?;
    Ok(QuitGroup { group: id::group(&params.groupId)? })
}
