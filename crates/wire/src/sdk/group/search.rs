//! `TIMGroupSearchGroups` and `TIMGroupSearchGroupMembers`.

use super::id;
use super::joined::joined_groups;
use super::member::GroupMemberInfo;
use super::shown::GroupInfo;
use crate::sdk::codes::{BAD_PARAMETER, Failure};
use crate::sdk::decode::{BadField, decode};
use crate::sdk::described::described;
use crate::sdk::method::Uses;
use crate::sdk::request::Request;
use crate::sdk::user::Accounts;
use opentim_domain::group::{Member, Profile};
use opentim_domain::{Field, GroupId, Limits, Reject, Secs};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Longest keyword, in bytes: no field that is searched can hold more.
const MOST_KEYWORD_BYTES: usize = 500;
/// Groups whose members one search can name.
const MOST_GROUPS: usize = 5000;

const ID: u32 = 1;
const GROUP_NAME: u32 = 2;
const NICK_NAME: u32 = 2;
const REMARK: u32 = 4;
const NAME_CARD: u32 = 8;

described! {
    /// What to search groups for.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GroupSearchParams as "GroupSearchParams" {
        /// Keywords: required; at least 1 and at most 5, none of them blank (10004).
        pub group_search_params_keyword_list: Vec<String>,
        /// Fields to look into: 1 group id, 2 group name; both unless given.
        pub group_search_params_field_list: Option<Vec<u32>>,
    }
}

described! {
    /// Argument of `TIMGroupSearchGroups`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct SearchGroupParams as "SearchGroupParams" {
        /// What to search for.
        pub searchParams: GroupSearchParams,
        /// Handed back untouched as `user_data`.
        pub data: Option<String>,
    }
}

described! {
    /// What to search members for.
    #[derive(Clone, Debug, Deserialize)]
    pub struct MemberSearchParams as "MemberSearchParams" {
        /// Ids of the groups, which the caller must be in; all his groups when it is absent or empty.
        pub group_search_member_params_groupid_list: Option<Vec<String>>,
        /// Keywords: required; at least 1 and at most 5, none of them blank (10004).
        pub group_search_member_params_keyword_list: Vec<String>,
        /// Fields to look into: 1 user id, 2 nickname, 4 remark, 8 name card; all unless given. opentim has no remarks, so
        /// nobody is found by one.
        pub group_search_member_params_field_list: Option<Vec<u32>>,
        /// Only in opentim: the `next_cursor` of an answer that had more members than fit into it.
        pub opentim_cursor: Option<String>,
    }
}

described! {
    /// Argument of `TIMGroupSearchGroupMembers`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct SearchMemberParams as "SearchMemberParams" {
        /// What to search for.
        pub searchParams: MemberSearchParams,
        /// Handed back untouched as `user_data`.
        pub data: Option<String>,
    }
}

described! {
    /// Members of one group who were found.
    #[derive(Clone, Debug, Serialize)]
    pub struct SearchMemberResult as "SearchMemberResult" {
        /// Id of the group: the only entry of the array.
        pub group_search_member_result_groupid: Vec<String>,
        /// The members.
        pub group_search_member_result_member_info_list: Vec<GroupMemberInfo>,
    }
}

/// Keywords, and where they are looked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SearchAsked {
    /// One of them is enough.
    pub keywords: Vec<String>,
    /// In group or user ids.
    pub id: bool,
    /// In group names, or name cards of members.
    pub name: bool,
    /// In nicknames of members.
    pub nick: bool,
}

/// What a `TIMGroupSearchGroups` asks for.
///
/// # Errors
/// 10004 for keywords that are missing, blank, too long or too many, and for unknown fields.
pub fn group_search(request: &Request, limits: &Limits) -> Result<SearchAsked, Failure> {
    let params: GroupSearchParams = decode(request.part("searchParams"))?;
    let fields = bits("group_search_params_field_list", params.group_search_params_field_list, ID | GROUP_NAME)?;
    let keywords = keywords(params.group_search_params_keyword_list, limits, Uses::GroupSearchGroups)?;
    Ok(SearchAsked { keywords, id: fields & ID != 0, name: fields & GROUP_NAME != 0, nick: false })
}

/// What `TIMGroupSearchGroups` answers.
pub fn searched_groups(found: Vec<Profile>) -> Vec<GroupInfo> {
    let rows: Vec<_> = found.into_iter().filter_map(|profile| Some((profile.group, profile.own?))).collect();
    joined_groups(&rows)
}

/// What a `TIMGroupSearchGroupMembers` asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MemberSearchAsked {
    /// In these groups; nothing: in all groups of the caller.
    pub groups: Option<Vec<GroupId>>,
    /// What is looked for.
    pub search: SearchAsked,
    /// Where an earlier search ended: the group and the seat of the last member in it.
    pub after: Option<(GroupId, u64)>,
}

/// What a `TIMGroupSearchGroupMembers` asks for.
///
/// # Errors
/// 10004 for keywords that are missing, blank, too long or too many, for unknown fields and too many groups; 10015 for a malformed id.
pub fn member_search(request: &Request, limits: &Limits) -> Result<MemberSearchAsked, Failure> {
    let params: MemberSearchParams = decode(request.part("searchParams"))?;
    let known = ID | NICK_NAME | REMARK | NAME_CARD;
    let fields = bits("group_search_member_params_field_list", params.group_search_member_params_field_list, known)?;
    let ids = params.group_search_member_params_groupid_list.filter(|ids| !ids.is_empty());
    if let Some(given) = ids.as_ref().map(Vec::len).filter(|given| *given > MOST_GROUPS) {
        // Not a group id is at fault but the list of them, which has its own name.
        let desc = format!(
            "group_search_member_params_groupid_list has too many entries: {given} were given, at most {MOST_GROUPS} are allowed"
        );
        return Err(Failure::new(BAD_PARAMETER, desc));
    }
    let groups = ids.map(|ids| ids.iter().map(|text| id::group(text)).collect()).transpose()?;
    let keywords = keywords(params.group_search_member_params_keyword_list, limits, Uses::GroupSearchGroupMembers)?;
    let search = SearchAsked { keywords, id: fields & ID != 0, name: fields & NAME_CARD != 0, nick: fields & NICK_NAME != 0 };
    let after = params.opentim_cursor.filter(|cursor| !cursor.is_empty()).map(|text| cursor(&text)).transpose()?;
    Ok(MemberSearchAsked { groups, search, after })
}

/// A cursor as [`NextCursor`] writes it.
fn cursor(text: &str) -> Result<(GroupId, u64), Failure> {
    let parsed = text.split_once(' ').and_then(|(seat, group)| Some((GroupId::parse(group).ok()?, seat.parse().ok()?)));
    parsed.ok_or_else(|| {
        let given = Value::String(text.to_owned());
        BadField::of("opentim_cursor", "the next_cursor of an answer, unchanged", &given).into()
    })
}

/// What `TIMGroupSearchGroupMembers` answers; `accounts` are those of the members found.
pub fn searched_members(found: &[(GroupId, Vec<Member>)], accounts: &Accounts, now: Secs) -> Vec<SearchMemberResult> {
    let shown = |group: &GroupId, member: &Member| GroupMemberInfo::of(group, member, now).with_profile(accounts.get(&member.user));
    let result = |(group, members): &(GroupId, Vec<Member>)| SearchMemberResult {
        group_search_member_result_groupid: vec![group.to_string()],
        group_search_member_result_member_info_list: members.iter().map(|member| shown(group, member)).collect(),
    };
    found.iter().map(result).collect()
}

/// What stands in the reply of `TIMGroupSearchGroupMembers` beside its four fields when there is more.
#[derive(Clone, Debug, Serialize)]
pub struct NextCursor {
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

impl NextCursor {
    /// The rest begins after this seat of this group; nothing: that was all.
    pub fn after(rest: Option<(&GroupId, u64)>) -> Self {
        Self { next_cursor: rest.map(|(group, seat)| format!("{seat} {group}")) }
    }
}

fn keywords(given: Vec<String>, limits: &Limits, method: Uses) -> Result<Vec<String>, Failure> {
    let field = Field::Keywords;
    let refused = |reject| Err(Failure::of(&reject, method));
    if given.is_empty() {
        return refused(Reject::NobodyNamed { field });
    }
    if given.len() > limits.search_keywords {
        return refused(Reject::TooMany { field, limit: limits.search_keywords, given: given.len() });
    }
    for keyword in &given {
        if keyword.len() > MOST_KEYWORD_BYTES {
            return refused(Reject::TooLong { field, limit: MOST_KEYWORD_BYTES, given: keyword.len() });
        }
        if keyword.trim().is_empty() {
            return refused(Reject::Blank { field });
        }
    }
    Ok(given)
}

/// All bits of a list of fields together; all known ones when there is no list.
fn bits(name: &str, list: Option<Vec<u32>>, known: u32) -> Result<u32, Failure> {
    let Some(list) = list.filter(|list| !list.is_empty()) else { return Ok(known) };
    let mut all = 0;
    for (at, bits) in list.into_iter().enumerate() {
        if bits == 0 || bits & !known != 0 {
            let expected = format!("one of the field numbers that the typings list, or a sum of them (at most {known})");
            return Err(BadField::of(&format!("{name}[{at}]"), &expected, &bits.into()).into());
        }
        all |= bits;
    }
    Ok(all)
}
