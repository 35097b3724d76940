//! Live groups, accounts and profiles.

use super::refused;
use crate::rest::{envelope, live, user};
use opentim_domain::{Account, CustomField, UserId};
use serde::Serialize;

fn fields(reply: &impl Serialize) -> String {
    let bytes = envelope::done(reply, "").unwrap();
    String::from_utf8(bytes).unwrap().strip_prefix(r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0"#).unwrap().to_owned()
}

fn id(user: &str) -> UserId {
    UserId::parse(user).unwrap()
}

#[test]
fn marks_become_one_command_each() {
    let read = |fields: &str| live::marks::read(format!(r#"{{"GroupId":"g",{fields}}}"#).as_bytes(), 2);
    let rows = r#""CommandType":1,"MemberList":[{"Member_Account":"a","Marks":[1000,1001]},{"Member_Account":"b","Marks":[1000]}]"#;
    let commands: Vec<_> = read(rows).unwrap().into_iter().map(|command| (command.mark, command.users.len(), command.on)).collect();
    assert_eq!(commands, [(1000, 2, true), (1001, 1, true)]);
    let command = |number: u32| format!(r#""CommandType":{number},"MemberList":[{{"Member_Account":"a","Marks":[1000]}}]"#);
    assert!(!read(&command(2)).unwrap()[0].on);
    assert!(refused(read(&command(3))).1.starts_with("CommandType must be 1 (set) or 2 (take away)"));
    assert!(refused(read(r#""CommandType":1,"MemberList":[]"#)).1.starts_with("MemberList is required"));
    let row = r#"{"Member_Account":"a","Marks":[1]}"#;
    assert_eq!(refused(read(&format!(r#""CommandType":1,"MemberList":[{row},{row},{row}]"#))).0, 10005);
}

#[test]
fn admins_of_live_groups_come_with_nickname_and_avatar() {
    let account = Account { nick: "Ali".to_owned(), face_url: "http://a".to_owned(), ..Account::new(id("alice")) };
    let admins = [(id("alice"), Some(account)), (id("bob"), None)];
    assert_eq!(
        fields(&live::admins::Reply { admins: &admins }),
        r#","Admin_List":[{"Admin_Account":"alice","NickName":"Ali","Avatar":"http://a"},{"Admin_Account":"bob","NickName":"","Avatar":""}]}"#
    );
}

#[test]
fn accounts_are_named_in_the_older_and_the_newer_way() {
    let one = |body: &str| user::import::one(body.as_bytes()).unwrap();
    let newer = one(r#"{"UserID":"a","Nick":"N","FaceUrl":""}"#);
    assert_eq!((newer.user, newer.nick.as_deref(), newer.face_url), (id("a"), Some("N"), None));
    assert_eq!(one(r#"{"Identifier":"a"}"#).user, id("a"));
    let many = |body: &str| user::import::many(body.as_bytes());
    let rows = many(r#"{"Accounts":["a","\u0001"],"AccountList":[{"UserID":"b","Nick":"B"}]}"#).unwrap();
    let imported: Vec<_> = rows.iter().map(|(name, command)| (name.as_str(), command.is_some())).collect();
    assert_eq!(imported, [("a", true), ("\u{1}", false), ("b", true)]);
    assert!(refused(many("{}")).1.starts_with("Accounts is required: name 1 to 100 accounts"));
    let crowd = format!(r#"{{"Accounts":[{}]}}"#, vec![r#""a""#; 101].join(","));
    assert_eq!(refused(many(&crowd)).0, 10005);
    assert_eq!(user::check::check(br#"{"CheckItem":[{"UserID":"a"}]}"#).unwrap(), [id("a")]);
    let wrong = user::check::delete(br#"{"DeleteItem":[{"UserID":"a"},{"UserID":""}]}"#);
    assert!(refused(wrong).1.starts_with("DeleteItem[1].UserID must not be empty"));
}

#[test]
fn what_became_of_each_account_is_told() {
    let rows = [user::check::Row::Imported(true), user::check::Row::Imported(false)];
    assert_eq!(
        fields(&user::check::Reply { users: &[id("a"), id("b")], rows: &rows }),
        r#","ResultItem":[{"UserID":"a","ResultCode":0,"ResultInfo":"","AccountStatus":"Imported"},{"UserID":"b","ResultCode":0,"ResultInfo":"","AccountStatus":"NotImported"}]}"#
    );
    assert_eq!(
        fields(&user::status::Reply { users: &[(&id("a"), true)] }),
        r#","QueryResult":[{"To_Account":"a","Status":"Online","State":"Online"}]}"#
    );
}

#[test]
fn a_profile_is_a_list_of_tags() {
    let set = |items: &str| user::portrait::set(format!(r#"{{"From_Account":"a","ProfileItem":{items}}}"#).as_bytes());
    let command = set(r#"[{"Tag":"Tag_Profile_IM_Nick","Value":"N"},{"Tag":"Tag_Profile_IM_Gender","Value":"Gender_Type_Female"},
            {"Tag":"Tag_Profile_IM_BirthDay","Value":19900101},{"Tag":"Tag_Profile_IM_AllowType","Value":"AllowType_Type_DenyAny"},
            {"Tag":"Tag_Profile_IM_MsgSettings","Value":1},{"Tag":"Tag_Profile_Custom_Team","Value":7}]"#);
    let patch = command.unwrap().patch;
    assert_eq!(
        (patch.nick.as_deref(), patch.gender, patch.birthday, patch.friend_option),
        (Some("N"), Some(2), Some(19_900_101), Some(2))
    );
    assert_eq!(patch.fields, [CustomField { key: "Tag_Profile_Custom_Team".to_owned(), value: "7".to_owned() }]);
    for (item, words) in [
        (r#"{"Tag":"Tag_Profile_IM_Name","Value":"x"}"#, "ProfileItem[0].Tag must be one of"),
        (r#"{"Tag":"Tag_Profile_IM_Nick","Value":5}"#, "ProfileItem[0].Value of Tag_Profile_IM_Nick must be a string"),
        (
            r#"{"Tag":"Tag_Profile_IM_Gender","Value":"Male"}"#,
            "ProfileItem[0].Value of Tag_Profile_IM_Gender must be one of Gender_Type_Unknown",
        ),
        (r#"{"Tag":"Tag_Profile_IM_Level","Value":"5"}"#, "ProfileItem[0].Value of Tag_Profile_IM_Level must be a whole number"),
        (
            r#"{"Tag":"Tag_Profile_IM_AllowType","Value":""}"#,
            "ProfileItem[0].Value of Tag_Profile_IM_AllowType must be one of AllowType",
        ),
        (r#"{"Tag":"Tag_Profile_IM_Nick","Value":true}"#, "ProfileItem[0].Value must be a string or a whole number"),
    ] {
        let (number, sentence) = refused(set(&format!("[{item}]")));
        assert_eq!(number, 10004);
        assert!(sentence.starts_with(words), "{sentence}");
    }
}

#[test]
fn a_profile_is_shown_by_the_tags_asked_for() {
    let field = CustomField { key: "Tag_Profile_Custom_Team".to_owned(), value: "7".to_owned() };
    let account = Account { nick: "N".to_owned(), gender: 1, level: 3, fields: vec![field], ..Account::new(id("a")) };
    let shown = |tags: &str| {
        let query = user::portrait::get(format!(r#"{{"To_Account":["a","b"],"TagList":{tags}}}"#).as_bytes()).unwrap();
        fields(&user::portrait::Reply { query: &query, accounts: &[Some(account.clone()), None] })
    };
    let told = shown(r#"["Tag_Profile_IM_Nick","Tag_Profile_IM_Level","Tag_Profile_Custom_Team","Tag_Unknown"]"#);
    let items = r#"[{"Tag":"Tag_Profile_IM_Nick","Value":"N"},{"Tag":"Tag_Profile_IM_Level","Value":3},{"Tag":"Tag_Profile_Custom_Team","Value":"7"}]"#;
    assert!(
        told.starts_with(&format!(
            r#","UserProfileItem":[{{"To_Account":"a","ProfileItem":{items},"ResultCode":0,"ResultInfo":""}},"#
        )),
        "{told}"
    );
    assert!(told.contains(r#"{"To_Account":"b","ResultCode":10019,"#) && told.ends_with(r#","Fail_Account":["b"]}"#), "{told}");
    assert!(shown("[]").contains(r#"{"Tag":"Tag_Profile_IM_Gender","Value":"Gender_Type_Male"}"#));
}
