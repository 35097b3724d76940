//! Calls and invitations between users.

use crate::tim_render::{TimRender, timrender_methods};

timrender_methods! {
    accept_invite = "TIMAcceptInvite";
    cancel_invite = "TIMCancelInvite";
    get_signaling_info = "TIMGetSignalingInfo";
    invite = "TIMInvite";
    invite_in_group = "TIMInviteInGroup";
    on_accepted = "TIMOnAccepted";
    on_cancelled = "TIMOnCancelled";
    on_invited = "TIMOnInvited";
    on_modified = "TIMOnModified";
    on_rejected = "TIMOnRejected";
    on_timeout = "TIMOnTimeout";
    reject_invite = "TIMRejectInvite";
    signaling_modify_invitation = "TIMSignalingModifyInvitation";
}
