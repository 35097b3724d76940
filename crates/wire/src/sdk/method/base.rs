//! Life cycle, settings, users' status and profiles.

use super::{Answer, Any, Argument, Changes, Event, Method, Needs, Plain, Shape, UserDataAt, Uses, json, object, text};

const USER_DATA: UserDataAt = UserDataAt::Field("userData");

pub(super) const METHODS: &[Method] = &[
    Method::changes("TIMInit", Changes::Init, Needs::Nothing, "Opens the data folder. 0, or -1 when that fails: the reason goes to the log and into the desc of later 6013 answers. Repeating it does nothing.")
        .takes(&[Argument { path: "config_path", shape: Shape::OptionalText }])
        .bare(Answer::Number),
    Method::changes("TIMUninit", Changes::Uninit, Needs::Nothing, "Ends what TIMInit began, the login too. Always 0. The last one on a data folder releases it.").bare(Answer::Number),
    Method::changes("TIMLogin", Changes::Login, Needs::Init, "Logs a user in. Another user who was logged in is logged out first. 7003: bad user id; 70001 to 70016: bad UserSig.")
        .takes(&[text("userID"), text("userSig")])
        .user_data(USER_DATA),
    Method::changes("TIMLogout", Changes::Logout, Needs::Init, "Logs the user out; 0 also when nobody is logged in.").user_data(USER_DATA),
    Method::uses("TIMGetLoginStatus", Uses::GetLoginStatus, Needs::Nothing, "1 when somebody is logged in, else 3.").bare(Answer::Number),
    Method::uses("TIMGetLoginUserID", Uses::GetLoginUserId, Needs::Nothing, "The logged-in user's id in `json_param`, or empty text.").user_data(UserDataAt::Nowhere),
    Method::plain("TIMGetSDKVersion", Plain::GetSdkVersion, "The version of opentim, such as \"0.1.0\".").bare(Answer::Text),
    Method::plain("TIMGetServerTime", Plain::GetServerTime, "The time, in unix seconds.").bare(Answer::Number),
    Method::plain("TIMSetConfig", Plain::SetConfig, "Changes settings; the settings that were understood come back in `json_param` as JSON text.").takes(&[object("json_config", &[])]),
    Method::experiments("callExperimentalAPI", "Other operations, by name: your own server is one. -3 without a name, 7013 for one that opentim does not have.")
        .takes(&[object("json_param", &[Any("request_internal_operation")])]),
    Method::plain("TIMSetLogCallback", Plain::SetLogCallback, "Takes the listener of log lines; null drops it."),
    Method::hears("TIMSetUserSigExpiredCallback", Event::UserSigExpired, "Takes the listener of expired UserSigs, in place of the one this instance had; null drops it. It is called when the UserSig of the login expires, which ends the login: log in with a new one.")
        .user_data(USER_DATA),
    Method::hears("TIMSetKickedOfflineCallback", Event::KickedOffline, "Takes the listener of logins elsewhere that end this one, in place of the one this instance had; null drops it. Nobody is logged in any more when it is called.")
        .user_data(USER_DATA),
    Method::hears("TIMSetNetworkStatusListenerCallback", Event::NetworkStatus, "Takes the listener of the connection's state, in place of the one this instance had; null drops it. Each change brings a `TIMNetworkStatus`, a code and a sentence.")
        .user_data(USER_DATA),
    Method::hears("TIMSetSelfInfoUpdatedCallback", Event::SelfInfo, "Takes the listener of changes of one's own profile, in place of the one this instance had; null drops it."),
    Method::hears("TIMSetUserInfoChangedCallback", Event::UserInfo, "Takes the listener of changes of subscribed users' profiles, in place of the one this instance had; null drops it."),
    Method::hears("TIMSetUserStatusChangedCallback", Event::UserStatus, "Takes the listener of changes of users' status, in place of the one this instance had; null drops it."),
    Method::uses("TIMGetUserStatus", Uses::GetUserStatus, Needs::Login, "Whether users are online, in the order asked. 6017: none, or more than 500.").takes(&[json("id_array")]),
    Method::uses("TIMSetSelfStatus", Uses::SetSelfStatus, Needs::Login, "Sets what one says of one's own status; it lasts while one is online anywhere. 6017: more than 200 bytes.").takes(&[json("status")]),
    Method::uses("TIMSubscribeUserStatus", Uses::SubscribeUserStatus, Needs::Login, "Subscribes to the status of users, for this login. At most 200 in all: who was named first makes room. 6017: none, or more than 200.").takes(&[json("id_array")]),
    Method::uses("TIMUnsubscribeUserStatus", Uses::UnsubscribeUserStatus, Needs::Login, "Ends such subscriptions; all of them when no ids are given."),
    Method::uses("TIMSubscribeUserInfo", Uses::SubscribeUserInfo, Needs::Login, "Subscribes to the profiles of users, for this login. At most 200 in all: who was named first makes room. 6017: none, or more than 200.").takes(&[json("json_user_id_list")]),
    Method::uses("TIMUnsubscribeUserInfo", Uses::UnsubscribeUserInfo, Needs::Login, "Ends such subscriptions; all of them when no ids are given. The C interface has it, the incumbent's Electron wrapper has not."),
    Method::uses("TIMProfileGetUserProfileList", Uses::ProfileGetUserProfileList, Needs::Login, "Profiles of users, in the order asked. 6017: none, or more than 500.").takes(&[json("json_get_user_profile_list_param")]),
    Method::uses("TIMProfileModifySelfUserProfile", Uses::ProfileModifySelfUserProfile, Needs::Login, "Changes one's own profile: what is given, the rest stays.").takes(&[json("json_modify_self_user_profile_param")]),
    Method::plain("testDoc", Plain::TestDoc, "Does nothing."),
];
