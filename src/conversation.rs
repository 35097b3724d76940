//! Conversations.

use crate::tim_render::{TimRender, timrender_methods};

timrender_methods! {
    conv_add_conversations_to_group = "TIMConvAddConversationsToGroup";
    conv_cancel_draft = "TIMConvCancelDraft";
    conv_clean_conversation_unread_message_count = "TIMConvCleanConversationUnreadMessageCount";
    conv_create = "TIMConvCreate";
    conv_create_conversation_group = "TIMConvCreateConversationGroup";
    conv_delete = "TIMConvDelete";
    conv_delete_conversation_group = "TIMConvDeleteConversationGroup";
    conv_delete_conversation_list = "TIMConvDeleteConversationList";
    conv_delete_conversations_from_group = "TIMConvDeleteConversationsFromGroup";
    conv_get_conv_info = "TIMConvGetConvInfo";
    conv_get_conv_list = "TIMConvGetConvList";
    conv_get_conversation_group_list = "TIMConvGetConversationGroupList";
    conv_get_conversation_list_by_filter = "TIMConvGetConversationListByFilter";
    conv_get_total_unread_message_count = "TIMConvGetTotalUnreadMessageCount";
    conv_get_unread_message_count_by_filter = "TIMConvGetUnreadMessageCountByFilter";
    conv_mark_conversation = "TIMConvMarkConversation";
    conv_pin_conversation = "TIMConvPinConversation";
    conv_rename_conversation_group = "TIMConvRenameConversationGroup";
    conv_set_conversation_custom_data = "TIMConvSetConversationCustomData";
    conv_set_draft = "TIMConvSetDraft";
    conv_subscribe_unread_message_count_by_filter = "TIMConvSubscribeUnreadMessageCountByFilter";
    conv_unsubscribe_unread_message_count_by_filter = "TIMConvUnsubscribeUnreadMessageCountByFilter";
    set_conv_conversation_group_created_callback = "TIMSetConvConversationGroupCreatedCallback";
    set_conv_conversation_group_deleted_callback = "TIMSetConvConversationGroupDeletedCallback";
    set_conv_conversation_group_name_changed_callback = "TIMSetConvConversationGroupNameChangedCallback";
    set_conv_conversations_added_to_group_callback = "TIMSetConvConversationsAddedToGroupCallback";
    set_conv_conversations_deleted_from_group_callback = "TIMSetConvConversationsDeletedFromGroupCallback";
    set_conv_event_callback = "TIMSetConvEventCallback";
    set_conv_total_unread_message_count_changed_callback = "TIMSetConvTotalUnreadMessageCountChangedCallback";
    set_conv_unread_message_count_changed_by_filter_callback = "TIMSetConvUnreadMessageCountChangedByFilterCallback";
}
