//! Users: profile and status.

use crate::tim_render::{TimRender, timrender_methods};

timrender_methods! {
    get_user_status = "TIMGetUserStatus";
    profile_get_user_profile_list = "TIMProfileGetUserProfileList";
    profile_modify_self_user_profile = "TIMProfileModifySelfUserProfile";
    set_self_status = "TIMSetSelfStatus";
    subscribe_user_info = "TIMSubscribeUserInfo";
    subscribe_user_status = "TIMSubscribeUserStatus";
    unsubscribe_user_info = "TIMUnsubscribeUserInfo";
    unsubscribe_user_status = "TIMUnsubscribeUserStatus";
}
