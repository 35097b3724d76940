//! Conversations.

use super::Method;

pub(super) const METHODS: &[Method] = &[
    Method::listener("TIMSetConvEventCallback", "Takes the listener of changes of conversations."),
    Method::listener("TIMSetConvTotalUnreadMessageCountChangedCallback", "Takes the listener of the number of unread messages."),
    Method::listener(
        "TIMSetConvUnreadMessageCountChangedByFilterCallback",
        "Takes the listener of the number of unread messages by filter.",
    ),
    Method::listener("TIMSetConvConversationGroupCreatedCallback", "Takes the listener of new conversation groups."),
    Method::listener("TIMSetConvConversationGroupDeletedCallback", "Takes the listener of deleted conversation groups."),
    Method::listener("TIMSetConvConversationGroupNameChangedCallback", "Takes the listener of renamed conversation groups."),
    Method::listener("TIMSetConvConversationsAddedToGroupCallback", "Takes the listener of conversations added to groups."),
    Method::listener("TIMSetConvConversationsDeletedFromGroupCallback", "Takes the listener of conversations removed from groups."),
    Method::not_built("TIMConvAddConversationsToGroup", "Adds conversations to a conversation group."),
    Method::not_built("TIMConvCancelDraft", "Removes a draft."),
    Method::not_built("TIMConvCleanConversationUnreadMessageCount", "Marks conversations as read."),
    Method::not_built("TIMConvCreate", "Creates a conversation."),
    Method::not_built("TIMConvCreateConversationGroup", "Creates a conversation group."),
    Method::not_built("TIMConvDelete", "Deletes a conversation."),
    Method::not_built("TIMConvDeleteConversationGroup", "Deletes a conversation group."),
    Method::not_built("TIMConvDeleteConversationList", "Deletes conversations."),
    Method::not_built("TIMConvDeleteConversationsFromGroup", "Removes conversations from a conversation group."),
    Method::not_built("TIMConvGetConvInfo", "Conversations by their ids."),
    Method::not_built("TIMConvGetConvList", "All conversations."),
    Method::not_built("TIMConvGetConversationGroupList", "The conversation groups."),
    Method::not_built("TIMConvGetConversationListByFilter", "Conversations by filter."),
    Method::not_built("TIMConvGetTotalUnreadMessageCount", "Number of unread messages."),
    Method::not_built("TIMConvGetUnreadMessageCountByFilter", "Number of unread messages by filter."),
    Method::not_built("TIMConvMarkConversation", "Marks conversations."),
    Method::not_built("TIMConvPinConversation", "Pins a conversation."),
    Method::not_built("TIMConvRenameConversationGroup", "Renames a conversation group."),
    Method::not_built("TIMConvSetConversationCustomData", "Sets custom data of conversations."),
    Method::not_built("TIMConvSetDraft", "Sets a draft."),
    Method::not_built("TIMConvSubscribeUnreadMessageCountByFilter", "Subscribes to a number of unread messages."),
    Method::not_built("TIMConvUnsubscribeUnreadMessageCountByFilter", "Ends such a subscription."),
];
