use super::{Answer, Does, Event, METHODS, Method, Needs, UserDataAt};
use std::collections::BTreeSet;

fn all() -> impl Iterator<Item = &'static Method> {
    METHODS.iter().copied().flatten()
}

#[test]
fn every_method_is_named_once_and_all_of_the_incumbents_wrapper_are_there() {
    let names: BTreeSet<&str> = all().map(|method| method.name).collect();
    assert_eq!(names.len(), all().count());
    let ours = |name: &&&str| name.starts_with("opentim") || matches!(**name, "explain" | "TIMUnsubscribeUserInfo");
    assert_eq!(names.len() - names.iter().filter(ours).count(), 196);
}

#[test]
fn a_method_is_found_by_its_name_only() {
    assert_eq!(Method::named("TIMGroupCreate").map(|method| method.name), Some("TIMGroupCreate"));
    for name in ["", "timgroupcreate", "TIMGroupCreate ", "constructor", "toString", "TIMCommunityCreate"] {
        assert!(Method::named(name).is_none(), "{name:?}");
    }
}

#[test]
fn what_is_not_built_needs_a_login_so_that_7013_comes_last() {
    for method in all().filter(|method| method.does == Does::NotBuilt && method.name != "testDoc") {
        assert_eq!(method.needs, Needs::Login, "{}", method.name);
    }
}

#[test]
fn listeners_are_taken_in_every_state() {
    for method in all() {
        let setter = (method.name.starts_with("TIMSet") && method.name.ends_with("Callback")) || method.name.starts_with("TIMOn");
        if setter && method.name != "TIMSetLogCallback" {
            assert!(matches!(method.does, Does::Listens | Does::Hears(_)), "{}", method.name);
        }
        if matches!(method.does, Does::Listens | Does::Hears(_)) {
            assert_eq!(method.needs, Needs::Nothing, "{}", method.name);
        }
    }
}

#[test]
fn only_five_methods_answer_with_a_bare_value() {
    let bare: Vec<&str> = all().filter(|method| method.answer != Answer::Object).map(|method| method.name).collect();
    assert_eq!(bare, ["TIMInit", "TIMUninit", "TIMGetLoginStatus", "TIMGetSDKVersion", "TIMGetServerTime"]);
}

#[test]
fn user_data_is_where_the_wrapper_has_it() {
    let at = |name| Method::named(name).unwrap().user_data;
    assert_eq!(at("TIMGroupCreate"), UserDataAt::Field("data"));
    assert_eq!(at("TIMSetGroupTipsEventCallback"), UserDataAt::Field("data"));
    assert_eq!(at("TIMGroupSetGroupCounters"), UserDataAt::Field("user_data"));
    assert_eq!(at("TIMLogin"), UserDataAt::Field("userData"));
    assert_eq!(at("TIMSetKickedOfflineCallback"), UserDataAt::Field("userData"));
    assert_eq!(at("TIMGroupGetJoinedGroupList"), UserDataAt::Argument);
    assert_eq!(at("TIMGetLoginUserID"), UserDataAt::Nowhere);
}

#[test]
fn an_event_of_the_login_or_the_connection_is_heard_with_the_values_of_its_callback() {
    for (name, event) in [
        ("TIMSetNetworkStatusListenerCallback", Event::NetworkStatus),
        ("TIMSetKickedOfflineCallback", Event::KickedOffline),
        ("TIMSetUserSigExpiredCallback", Event::UserSigExpired),
    ] {
        let method = Method::named(name).unwrap();
        assert_eq!(method.does, Does::Hears(event), "{name}");
        assert_eq!(method.user_data, UserDataAt::Field("userData"), "{name}");
        assert!(event.has_values(), "{name}");
    }
    assert!(!Event::GroupTips.has_values() && !Event::NewMessages.has_values());
}
