//! `TIMGroupGetGroupInfoList`.

use super::shown::GroupDetailInfo;
use crate::sdk::codes::{self, Failure};
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::request::Request;
use opentim_domain::group::Profile;
use opentim_domain::{GroupId, Reject};
use serde::{Deserialize, Serialize};

/// Groups in one call (rule book 2.2).
pub const MOST_INFO_GROUPS: usize = 50;

described! {
    /// Argument of `TIMGroupGetGroupInfoList`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GetGroupListParams as "GetGroupListParams" {
        /// Ids of the groups: 1 to 50 (10004 when more); each is answered by itself.
        pub groupIds: Vec<String>,
        /// Handed back untouched as `user_data`.
        pub data: Option<String>,
    }
}

/// A group of which only the id is known.
#[derive(Clone, Debug, Serialize)]
pub struct UnknownGroup {
    group_detail_info_group_id: String,
}

/// What is shown of one group that was asked for.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Shown {
    /// It exists.
    Group(Box<GroupDetailInfo>),
    /// It does not.
    Unknown(UnknownGroup),
}

#[cfg(feature = "typings")]
impl crate::sdk::described::Typed for Shown {
    fn type_name() -> String {
        "GroupDetailInfo".to_owned()
    }
}

described! {
    /// The answer for one group.
    #[derive(Clone, Debug, Serialize)]
    pub struct GroupInfoResult as "GroupInfoResult" {
        /// 0, or why this group cannot be shown: 10010 unknown or disbanded, 10015 malformed id.
        pub get_groups_info_result_code: i32,
        /// Empty, or the reason in words.
        pub get_groups_info_result_desc: String,
        /// The group; it holds only `group_detail_info_group_id` when the code is not 0.
        pub get_groups_info_result_info: Shown,
    }
}

/// One id that was asked for: as it was given, and parsed if it can be.
pub type AskedGroup = (String, Result<GroupId, Reject>);

/// The groups that a `TIMGroupGetGroupInfoList` asks for, in its order.
///
/// # Errors
/// 10004 for more than [`MOST_INFO_GROUPS`], or for an id that is not text.
pub fn groups_asked(request: &Request) -> Result<Vec<AskedGroup>, Failure> {
    let ids: Vec<String> = decode(request.part("groupIds")).map_err(|fault| fault.under("groupIds"))?;
    if ids.len() > MOST_INFO_GROUPS {
        let desc = format!("groupIds has too many entries: {} were given, at most {MOST_INFO_GROUPS} are allowed", ids.len());
        return Err(Failure::new(codes::BAD_PARAMETER, desc));
    }
    Ok(ids
        .into_iter()
        .map(|id| {
            let parsed = GroupId::parse(&id).map_err(Reject::BadGroupId);
            (id, parsed)
        })
        .collect())
}

/// What `TIMGroupGetGroupInfoList` answers: `found` holds the profiles of the well-formed ids, in their order.
pub fn groups_found(asked: Vec<AskedGroup>, found: Vec<Option<Profile>>) -> Vec<GroupInfoResult> {
    let mut found = found.into_iter();
    let answer = |(id, parsed): AskedGroup| {
        let profile = parsed.and_then(|_| found.next().flatten().ok_or(Reject::NoSuchGroup));
        match profile {
            Ok(Profile { group, own }) => GroupInfoResult {
                get_groups_info_result_code: 0,
                get_groups_info_result_desc: String::new(),
                get_groups_info_result_info: Shown::Group(Box::new(GroupDetailInfo::of(&group, own.is_some()))),
            },
            Err(reject) => {
                let Failure { code, desc } = reject.into();
                GroupInfoResult {
                    get_groups_info_result_code: code,
                    get_groups_info_result_desc: desc,
                    get_groups_info_result_info: Shown::Unknown(UnknownGroup { group_detail_info_group_id: id }),
                }
            }
        }
    };
    asked.into_iter().map(answer).collect()
}
