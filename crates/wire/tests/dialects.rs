//! Two dialects that say the same thing give the same command.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use opentim_domain::group::CreateGroup;
use opentim_domain::{GroupId, Kind, UserId};
use opentim_wire::{rest, sdk};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn request(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/create_group").join(name);
    let fixture: Value = serde_json::from_slice(&fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"))).unwrap();
    fixture["request"].clone()
}

fn drawn(_: Kind) -> GroupId {
    GroupId::parse("drawn").unwrap()
}

fn over_rest(name: &str) -> CreateGroup {
    let body = request(&format!("rest-{name}.json")).to_string();
    rest::group::create::read(body.as_bytes(), &mut drawn).unwrap()
}

fn in_sdk(name: &str, owner: &UserId) -> CreateGroup {
    let text = request(&format!("sdk-{name}.json")).to_string();
    let method = sdk::Method::named("TIMGroupCreate").unwrap();
    let request = sdk::Request::parse(method, Some(&text)).expect("has the right shape");
    sdk::group::create(&request, owner.clone(), drawn).unwrap()
}

#[test]
fn a_create_in_the_words_of_rest_and_of_the_sdk_is_one_command() {
    let caller = UserId::parse("leckie").unwrap();
    for name in ["basic", "everything", "group-fields", "member-fields", "members", "own-id", "profile"] {
        let (mut theirs, ours) = (over_rest(name), in_sdk(name, &caller));
        // REST may leave the owner out; in the SDK it is always the caller.
        theirs.group.owner.get_or_insert(caller.clone());
        assert_eq!(theirs, ours, "{name}");
    }
}
