//! Invite links: `opentimCreateInviteLink`, `opentimRevokeInviteLink`, `opentimGetInviteLinkList` and `opentimJoinByInviteLink`.

use super::id;
use crate::InviteToken;
use crate::sdk::codes::{BAD_PARAMETER, Failure};
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::request::Request;
use opentim_domain::record::InviteLink;
use opentim_domain::{GroupId, IdFault, LinkId, Secs};
use serde::{Deserialize, Serialize};

described! {
    /// Argument of `opentimCreateInviteLink`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct CreateInviteLinkParams as "CreateInviteLinkParams" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// The link lets nobody in after so many seconds; it does not end unless given.
        pub expire_seconds: Option<u32>,
        /// So many users come in by it, not more; as many as like unless given.
        pub max_uses: Option<u32>,
        /// true: whoever shows it asks to join, and owner or admins decide. Else he is a member at once, unless owner or admins decide
        /// on invitations of the group and the maker of the link does not.
        pub need_approval: Option<bool>,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// Argument of `opentimRevokeInviteLink`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct RevokeInviteLinkParams as "RevokeInviteLinkParams" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// Id of the link: required.
        pub link_id: String,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// Argument of `opentimGetInviteLinkList`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GetInviteLinkListParams as "GetInviteLinkListParams" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// Argument of `opentimJoinByInviteLink`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct JoinByInviteLinkParams as "JoinByInviteLinkParams" {
        /// The link's token: required. It names the group.
        pub token: String,
        /// Words for those who decide: at most 300 bytes of UTF-8 (10004).
        pub message: Option<String>,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// An invite link as those see it who may make links.
    #[derive(Clone, Debug, Serialize)]
    pub struct InviteLinkInfo as "InviteLinkInfo" {
        /// Its id, by which it is revoked.
        pub link_id: String,
        /// Id of the group.
        pub group_id: String,
        /// User id of who made it.
        pub creator: String,
        /// When it was made, in unix seconds.
        pub create_time: u64,
        /// From then on it lets nobody in, in unix seconds; 0: it does not end.
        pub expire_time: u64,
        /// So many users come in by it; 0: as many as like.
        pub max_uses: u32,
        /// So many have.
        pub use_count: u32,
        /// Whoever shows it asks to join, and owner or admins decide.
        pub need_approval: bool,
    }
}

described! {
    /// Result of `opentimCreateInviteLink`.
    #[derive(Clone, Debug, Serialize)]
    pub struct CreateInviteLinkResult as "CreateInviteLinkResult" {
        /// Id of the link, by which it is revoked.
        pub link_id: String,
        /// What is to be shown to `opentimJoinByInviteLink`. It is told only here: nobody can find it out later.
        pub token: String,
        /// Id of the group.
        pub group_id: String,
    }
}

described! {
    /// Result of `opentimJoinByInviteLink`.
    #[derive(Clone, Debug, Serialize)]
    pub struct JoinByInviteLinkResult as "JoinByInviteLinkResult" {
        /// Id of the group.
        pub group_id: String,
    }
}

/// What an `opentimCreateInviteLink` asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkWanted {
    /// The group.
    pub group: GroupId,
    /// How long it lets people in, in seconds; nothing: it does not end.
    pub secs: Option<u32>,
    /// So many users come in by it; nothing: as many as like.
    pub most_uses: Option<u32>,
    /// Owner or admins decide.
    pub approval: bool,
}

/// What an `opentimCreateInviteLink` asks for.
///
/// # Errors
/// 10015 for a malformed id; 10004.
pub fn link_wanted(request: &Request) -> Result<LinkWanted, Failure> {
    let params: CreateInviteLinkParams = decode(request.argument())?;
    for (field, given) in [("expire_seconds", params.expire_seconds), ("max_uses", params.max_uses)] {
        if given == Some(0) {
            return Err(Failure::new(BAD_PARAMETER, format!("{field} must be above 0, 0 was given; leave it out for no end")));
        }
    }
    Ok(LinkWanted {
        group: id::group(&params.group_id)?,
        secs: params.expire_seconds,
        most_uses: params.max_uses,
        approval: params.need_approval.unwrap_or_default(),
    })
}

/// The result of an `opentimCreateInviteLink`.
pub fn link_created(token: &InviteToken) -> CreateInviteLinkResult {
    CreateInviteLinkResult { link_id: token.link.to_string(), token: token.to_string(), group_id: token.group.to_string() }
}

/// Group and link that an `opentimRevokeInviteLink` names.
///
/// # Errors
/// 10015 for a malformed id of a group; 10004.
pub fn link_to_revoke(request: &Request) -> Result<(GroupId, LinkId), Failure> {
    let params: RevokeInviteLinkParams = decode(request.argument())?;
    let link = LinkId::parse(&params.link_id)
        .map_err(|fault: IdFault| Failure::new(BAD_PARAMETER, crate::sentence::id_sentence("link_id", fault)))?;
    Ok((id::group(&params.group_id)?, link))
}

/// The group whose links an `opentimGetInviteLinkList` asks for.
///
/// # Errors
/// 10015 for a malformed id.
pub fn links_asked(request: &Request) -> Result<GroupId, Failure> {
    let params: GetInviteLinkListParams = decode(request.argument())?;
    id::group(&params.group_id)
}

/// The result of an `opentimGetInviteLinkList`.
pub fn links_found(group: &GroupId, links: &[InviteLink]) -> Vec<InviteLinkInfo> {
    let one = |link: &InviteLink| InviteLinkInfo {
        link_id: link.id.to_string(),
        group_id: group.to_string(),
        creator: link.creator.to_string(),
        create_time: link.created_at.0,
        expire_time: link.expires_at.map_or(0, |Secs(at)| at),
        max_uses: link.most_uses.unwrap_or_default(),
        use_count: link.uses,
        need_approval: link.approval,
    };
    links.iter().map(one).collect()
}

/// Token and words of an `opentimJoinByInviteLink`.
///
/// # Errors
/// 10004, also for what is no token.
pub fn link_shown(request: &Request) -> Result<(InviteToken, String), Failure> {
    let params: JoinByInviteLinkParams = decode(request.argument())?;
    let token = InviteToken::parse(&params.token).map_err(|bad| Failure::new(BAD_PARAMETER, format!("token: {bad}")))?;
    Ok((token, params.message.unwrap_or_default()))
}

/// The result of an `opentimJoinByInviteLink`.
pub fn joined_by_link(group: &GroupId) -> JoinByInviteLinkResult {
    JoinByInviteLinkResult { group_id: group.to_string() }
}
