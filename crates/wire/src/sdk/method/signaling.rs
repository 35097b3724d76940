//! Signaling: invitations to calls.

use super::Method;

pub(super) const METHODS: &[Method] = &[
    Method::listener("TIMOnInvited", "Takes the listener of invitations."),
    Method::listener("TIMOnAccepted", "Takes the listener of accepted invitations."),
    Method::listener("TIMOnRejected", "Takes the listener of refused invitations."),
    Method::listener("TIMOnCancelled", "Takes the listener of cancelled invitations."),
    Method::listener("TIMOnTimeout", "Takes the listener of invitations that nobody answered in time."),
    Method::listener("TIMOnModified", "Takes the listener of changed invitations."),
    Method::not_built("TIMInvite", "Invites a user."),
    Method::not_built("TIMInviteInGroup", "Invites members of a group."),
    Method::not_built("TIMAcceptInvite", "Accepts an invitation."),
    Method::not_built("TIMRejectInvite", "Refuses an invitation."),
    Method::not_built("TIMCancelInvite", "Cancels an invitation."),
    Method::not_built("TIMSignalingModifyInvitation", "Changes an invitation."),
    Method::not_built("TIMGetSignalingInfo", "The invitation in a message."),
];
