//! The SDK itself: start, end, login, settings.

use crate::tim_render::{TimRender, timrender_methods};

timrender_methods! {
    get_login_status = "TIMGetLoginStatus";
    get_login_user_id = "TIMGetLoginUserID";
    get_sdk_version = "TIMGetSDKVersion";
    get_server_time = "TIMGetServerTime";
    init = "TIMInit";
    login = "TIMLogin";
    logout = "TIMLogout";
    set_config = "TIMSetConfig";
    uninit = "TIMUninit";
    call_experimental_api = "callExperimentalAPI";
}
