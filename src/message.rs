//! Messages.

use crate::tim_render::{TimRender, timrender_methods};

timrender_methods! {
    msg_batch_send = "TIMMsgBatchSend";
    msg_cancel_send = "TIMMsgCancelSend";
    msg_clear_history_message = "TIMMsgClearHistoryMessage";
    msg_convert_voice_to_text = "TIMMsgConvertVoiceToText";
    msg_delete = "TIMMsgDelete";
    msg_delete_message_extensions = "TIMMsgDeleteMessageExtensions";
    msg_download_elem_to_path = "TIMMsgDownloadElemToPath";
    msg_download_merger_message = "TIMMsgDownloadMergerMessage";
    msg_find_by_msg_locator_list = "TIMMsgFindByMsgLocatorList";
    msg_find_messages = "TIMMsgFindMessages";
    msg_get_c2_c_receive_message_opt = "TIMMsgGetC2CReceiveMessageOpt";
    msg_get_group_message_read_member_list = "TIMMsgGetGroupMessageReadMemberList";
    msg_get_message_extensions = "TIMMsgGetMessageExtensions";
    msg_get_message_read_receipts = "TIMMsgGetMessageReadReceipts";
    msg_get_msg_list = "TIMMsgGetMsgList";
    msg_import_msg_list = "TIMMsgImportMsgList";
    msg_list_delete = "TIMMsgListDelete";
    msg_modify_message = "TIMMsgModifyMessage";
    msg_report_readed = "TIMMsgReportReaded";
    msg_revoke = "TIMMsgRevoke";
    msg_save_msg = "TIMMsgSaveMsg";
    msg_search_cloud_messages = "TIMMsgSearchCloudMessages";
    msg_search_local_messages = "TIMMsgSearchLocalMessages";
    msg_send_message = "TIMMsgSendMessage";
    msg_send_message_read_receipts = "TIMMsgSendMessageReadReceipts";
    msg_send_message_v2 = "TIMMsgSendMessageV2";
    msg_send_reply_message = "TIMMsgSendReplyMessage";
    msg_set_c2_c_receive_message_opt = "TIMMsgSetC2CReceiveMessageOpt";
    msg_set_group_receive_message_opt = "TIMMsgSetGroupReceiveMessageOpt";
    msg_set_local_custom_data = "TIMMsgSetLocalCustomData";
    msg_set_message_extensions = "TIMMsgSetMessageExtensions";
    msg_set_offline_push_token = "TIMMsgSetOfflinePushToken";
    msg_translate_text = "TIMMsgTranslateText";
    set_msg_elem_upload_progress_callback = "TIMSetMsgElemUploadProgressCallback";
    set_msg_extensions_changed_callback = "TIMSetMsgExtensionsChangedCallback";
    set_msg_extensions_deleted_callback = "TIMSetMsgExtensionsDeletedCallback";
    set_msg_readed_receipt_callback = "TIMSetMsgReadedReceiptCallback";
    set_msg_revoke_callback = "TIMSetMsgRevokeCallback";
    set_msg_update_callback = "TIMSetMsgUpdateCallback";
    download_callback = "downloadCallback";
    test_doc = "testDoc";
}
