//! Friends.

use crate::tim_render::{TimRender, timrender_methods};

timrender_methods! {
    friendship_add_friend = "TIMFriendshipAddFriend";
    friendship_add_to_black_list = "TIMFriendshipAddToBlackList";
    friendship_check_friend_type = "TIMFriendshipCheckFriendType";
    friendship_create_friend_group = "TIMFriendshipCreateFriendGroup";
    friendship_delete_friend = "TIMFriendshipDeleteFriend";
    friendship_delete_friend_group = "TIMFriendshipDeleteFriendGroup";
    friendship_delete_from_black_list = "TIMFriendshipDeleteFromBlackList";
    friendship_delete_pendency = "TIMFriendshipDeletePendency";
    friendship_get_black_list = "TIMFriendshipGetBlackList";
    friendship_get_friend_group_list = "TIMFriendshipGetFriendGroupList";
    friendship_get_friend_profile_list = "TIMFriendshipGetFriendProfileList";
    friendship_get_friends_info = "TIMFriendshipGetFriendsInfo";
    friendship_get_pendency_list = "TIMFriendshipGetPendencyList";
    friendship_handle_friend_add_request = "TIMFriendshipHandleFriendAddRequest";
    friendship_modify_friend_group = "TIMFriendshipModifyFriendGroup";
    friendship_modify_friend_profile = "TIMFriendshipModifyFriendProfile";
    friendship_report_pendency_readed = "TIMFriendshipReportPendencyReaded";
    friendship_search_friends = "TIMFriendshipSearchFriends";
    set_friend_add_request_callback = "TIMSetFriendAddRequestCallback";
    set_friend_application_list_deleted_callback = "TIMSetFriendApplicationListDeletedCallback";
    set_friend_application_list_read_callback = "TIMSetFriendApplicationListReadCallback";
    set_friend_black_list_added_callback = "TIMSetFriendBlackListAddedCallback";
    set_friend_black_list_deleted_callback = "TIMSetFriendBlackListDeletedCallback";
    set_on_add_friend_callback = "TIMSetOnAddFriendCallback";
    set_on_delete_friend_callback = "TIMSetOnDeleteFriendCallback";
    set_update_friend_profile_callback = "TIMSetUpdateFriendProfileCallback";
}
