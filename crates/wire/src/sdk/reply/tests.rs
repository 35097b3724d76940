use super::{bare, failure, refusal, success};
use crate::sdk::method::Method;
use crate::sdk::{Failure, UserData};

#[test]
fn a_reply_has_all_four_members_in_the_usual_order() {
    assert_eq!(success("", &UserData::NONE), r#"{"code":0,"desc":"","json_param":"","user_data":""}"#);
    assert_eq!(success([1, 2], &UserData::NONE), r#"{"code":0,"desc":"","json_param":[1,2],"user_data":""}"#);
    assert_eq!(
        refusal(&Failure::new(6014, "not login"), &UserData::NONE),
        r#"{"code":6014,"desc":"not login","json_param":"","user_data":""}"#
    );
}

#[test]
fn bare_answers_stay_bare_when_they_fail() {
    let why = Failure::new(-4, "because");
    assert_eq!(bare(0), "0");
    assert_eq!(bare("0.1.0"), "\"0.1.0\"");
    assert_eq!(failure(Method::named("TIMInit").unwrap(), &why, &UserData::NONE), "-4");
    assert_eq!(failure(Method::named("TIMGetSDKVersion").unwrap(), &why, &UserData::NONE), "\"\"");
}
