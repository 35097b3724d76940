//! Damaged calls of the SDK dialect: every one is either taken or refused with a code and a sentence, and none panics.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use opentim_domain::counter::CounterMode;
use opentim_domain::permission_group::RightsChange;
use opentim_domain::{GroupId, Limits, PermissionGroupId, TopicId, UserId};
use opentim_wire::sdk::{self, METHODS, Method, Request};
use serde_json::Value;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;

const ROUNDS: usize = 60_000;
const LIMITS: Limits = Limits::RECOMMENDED;

/// Xorshift64*: enough to damage text with, and the same for the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % end.max(1)
    }
}

/// The good calls to begin with: method and argument.
fn calls() -> Vec<(&'static Method, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let mut files: Vec<_> = files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("sdk")).collect();
    files.sort();
    let read = |path| serde_json::from_slice::<Value>(&fs::read(path).unwrap()).unwrap();
    let call = |fixture: Value| (Method::named(fixture["call"].as_str().unwrap()).unwrap(), fixture["request"].to_string());
    files.into_iter().map(read).map(call).collect()
}

fn damage(text: &str, random: &mut Random) -> String {
    const PIECES: [&str; 15] =
        ["null", "-1", "1e999", "\"", "{", "}", "[", "]", ",", ":", "\\ud800", "\u{0}", "9007199254740993", "群", "true"];
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(3) {
        let at = random.below(text.len() + 1);
        let end = (at + random.below(12)).min(text.len());
        match random.below(3) {
            0 => drop(text.drain(at..end)),
            1 => drop(text.splice(at..end, PIECES[random.below(PIECES.len())].chars())),
            _ => drop(text.splice(at..at, PIECES[random.below(PIECES.len())].chars())),
        }
    }
    text.into_iter().collect()
}

fn decode(method: &Method, text: &str) -> Result<(), sdk::Failure> {
    let request = Request::parse(method, Some(text)).map_err(|refused| refused.failure)?;
    request.own_operation()?;
    let owner = UserId::parse("alice").unwrap();
    match method.name {
        "TIMGroupCreate" => sdk::group::create(&request, owner, |_| GroupId::parse("drawn").unwrap()).map(drop),
        "TIMGroupDelete" => sdk::group::delete(&request).map(drop),
        "TIMGroupGetGroupInfoList" => sdk::group::groups_asked(&request).map(drop),
        "TIMGroupModifyGroupInfo" => sdk::group::modify(&request).map(drop),
        "TIMGroupSearchGroups" => sdk::group::group_search(&request, &LIMITS).map(drop),
        "TIMGroupJoin" => sdk::group::join(&request).map(drop),
        "TIMGroupQuit" => sdk::group::quit(&request).map(drop),
        "TIMGroupInviteMember" => sdk::group::invite(&request, &LIMITS).map(drop),
        "TIMGroupDeleteMember" => sdk::group::delete_members(&request, &LIMITS).map(drop),
        "TIMGroupGetMemberInfoList" => sdk::group::members_asked(&request, &LIMITS).map(drop),
        "TIMGroupModifyMemberInfo" => sdk::group::modify_member(&request).map(drop),
        "TIMMsgSetGroupReceiveMessageOpt" => sdk::group::set_receive_option(&request, owner).map(drop),
        "TIMGroupMarkGroupMemberList" => sdk::group::mark_members(&request, &LIMITS).map(drop),
        "TIMGroupGetOnlineMemberCount" => sdk::group::online_asked(&request).map(drop),
        "TIMGroupSearchGroupMembers" => sdk::group::member_search(&request, &LIMITS).map(drop),
        "TIMGroupGetPendencyList" => sdk::group::pendencies_asked(&request).map(drop),
        "TIMGroupReportPendencyReaded" => sdk::group::pendencies_read(&request, owner).map(drop),
        "TIMGroupHandlePendency" => sdk::group::handle_pendency(&request).map(drop),
        "opentimGroupHandlePendencyList" => sdk::group::handle_pendencies(&request, &LIMITS).map(drop),
        "TIMGroupGetJoinedGroupList" | "TIMGroupGetJoinedCommunityList" => Ok(()),
        "TIMGroupCreateTopicInCommunity" => {
            sdk::community::create_topic(&request, |_| TopicId::parse("@TGS#_c@TOPIC#_drawn").unwrap()).map(drop)
        }
        "TIMGroupSetTopicInfo" => sdk::community::modify_topic(&request).map(drop),
        "TIMGroupDeleteTopicFromCommunity" => sdk::community::delete_topics(&request, &LIMITS).map(drop),
        "TIMGroupGetTopicInfoList" => sdk::community::topics_asked(&request, &LIMITS).map(drop),
        other => decode_records(other, &request),
    }
}

fn decode_records(method: &str, request: &Request) -> Result<(), sdk::Failure> {
    match method {
        "TIMGroupInitGroupAttributes" => sdk::group::init_attributes(request).map(drop),
        "TIMGroupSetGroupAttributes" => sdk::group::set_attributes(request).map(drop),
        "TIMGroupDeleteGroupAttributes" => sdk::group::delete_attributes(request).map(drop),
        "TIMGroupSetGroupCounters" => sdk::group::set_counters(request).map(drop),
        "TIMGroupIncreaseGroupCounter" => sdk::group::count(request, CounterMode::Increase).map(drop),
        "opentimDeleteGroupCounters" => sdk::group::delete_counters(request).map(drop),
        "opentimCreateInviteLink" => sdk::group::link_wanted(request).map(drop),
        "opentimRevokeInviteLink" => sdk::group::link_to_revoke(request).map(drop),
        "opentimGetInviteLinkList" => sdk::group::links_asked(request).map(drop),
        "opentimJoinByInviteLink" => sdk::group::link_shown(request).map(drop),
        "explain" => sdk::explain::call_to_explain(request).and_then(|(_, inner)| inner).map(drop),
        other => decode_permissions(other, request),
    }
}

fn decode_permissions(method: &str, request: &Request) -> Result<(), sdk::Failure> {
    use sdk::community;
    match method {
        "TIMCommunityCreatePermissionGroupInCommunity" => {
            community::create_permission_group(request, |_| PermissionGroupId::parse("@PMG#_drawn").unwrap()).map(drop)
        }
        "TIMCommunityModifyPermissionGroupInfoInCommunity" => community::modify_permission_group(request).map(drop),
        "TIMCommunityDeletePermissionGroupFromCommunity" => community::delete_permission_groups(request, &LIMITS).map(drop),
        "TIMCommunityAddCommunityMembersToPermissionGroup" => community::add_permission_members(request, &LIMITS).map(drop),
        "TIMCommunityRemoveCommunityMembersFromPermissionGroup" => community::remove_permission_members(request, &LIMITS).map(drop),
        "TIMCommunityAddTopicPermissionToPermissionGroup" => {
            community::change_rights(request, RightsChange::Add, &LIMITS).map(drop)
        }
        "TIMCommunityModifyTopicPermissionInPermissionGroup" => {
            community::change_rights(request, RightsChange::Modify, &LIMITS).map(drop)
        }
        "TIMCommunityDeleteTopicPermissionFromPermissionGroup" => community::take_rights(request, &LIMITS).map(drop),
        other => decode_users(other, request),
    }
}

fn decode_users(method: &str, request: &Request) -> Result<(), sdk::Failure> {
    use sdk::user;
    match method {
        "TIMProfileGetUserProfileList" => user::profiles_asked(request).map(drop),
        "TIMProfileModifySelfUserProfile" => user::profile_change(request, UserId::parse("alice").unwrap()).map(drop),
        "TIMProfileSubscribeUserInfo" => user::profiles_watched(request).map(drop),
        "TIMProfileUnsubscribeUserInfo" => user::profiles_unwatched(request).map(drop),
        "TIMGetUserStatus" => user::statuses_asked(request).map(drop),
        "TIMSetSelfStatus" => user::own_status(request).map(drop),
        "TIMSubscribeUserStatus" => user::statuses_watched(request).map(drop),
        "TIMUnsubscribeUserStatus" => user::statuses_unwatched(request).map(drop),
        other => panic!("{other} has a fixture and no line here"),
    }
}

#[test]
fn no_damage_makes_a_decoder_panic_or_lose_its_words() {
    let seed = RandomState::new().hash_one(0) | 1;
    println!("seed {seed}");
    let mut random = Random(seed);
    let calls = calls();
    assert!(calls.len() >= 30);
    for _ in 0..ROUNDS {
        let (method, good) = &calls[random.below(calls.len())];
        let text = damage(good, &mut random);
        if let Err(failure) = decode(method, &text) {
            assert!(failure.code != 0 && failure.desc.len() > 10, "{text}: {failure:?}");
        }
    }
}

#[test]
fn every_method_takes_or_refuses_any_argument() {
    let arguments: Vec<String> = calls().into_iter().map(|(_, text)| text).collect();
    for method in METHODS.iter().copied().flatten() {
        for text in arguments.iter().map(String::as_str).chain(["null", "5", "[]", "{}", "\"x\"", "{", ""]) {
            if let Err(refused) = Request::parse(method, Some(text)) {
                assert!([-3, -4].contains(&refused.failure.code), "{} {text}", method.name);
            }
        }
    }
}
