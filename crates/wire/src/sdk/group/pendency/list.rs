//! `TIMGroupGetPendencyList` and `TIMGroupReportPendencyReaded`.

use super::record::GroupPendency;
use crate::sdk::codes::Failure;
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::request::Request;
use crate::sdk::user::Accounts;
use opentim_domain::application::ReadApplications;
use opentim_domain::{Application, GroupId, Limits, Millis, UserId};
use serde::{Deserialize, Serialize};

/// Entries of a page that names no number.
const DEFAULT_PAGE: u32 = 20;
/// Most entries of a page.
const MOST_PAGE: u32 = 1000;
/// Times below this are seconds (it is the year 5138), times from it on are milliseconds (it is the year 1973).
const FIRST_MILLIS: u64 = 100_000_000_000;

described! {
    /// Which page of applications and invitations is wanted.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GroupPendencyOption as "GroupPendencyOption" {
        /// 0 (default) for the newest ones, then the `next_start_time` of the answer before.
        pub group_pendency_option_start_time: Option<u64>,
        /// About how many: 20 unless given, 1000 at most.
        pub group_pendency_option_max_limited: Option<u32>,
    }
}

described! {
    /// Argument of `TIMGroupGetPendencyList`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GetPendencyListParams as "GetPendencyListParams" {
        /// The page.
        pub params: GroupPendencyOption,
        /// Handed back untouched as `user_data`.
        pub data: Option<String>,
    }
}

described! {
    /// Applications and invitations that the caller decides on.
    #[derive(Clone, Debug, Serialize)]
    pub struct GroupPendencyResult as "GroupPendencyResult" {
        /// Start time of the next page; 0: there is none.
        pub group_pendency_result_next_start_time: u64,
        /// How far the caller has read, as he reported it, in unix milliseconds; 0: never.
        pub group_pendency_result_read_time_seq: u64,
        /// How many newer ones nobody has handled.
        pub group_pendency_result_unread_num: u32,
        /// The entries, newest first.
        pub group_pendency_result_pendency_array: Vec<GroupPendency>,
    }
}

described! {
    /// Argument of `TIMGroupReportPendencyReaded`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct ReportParams as "ReportParams" {
        /// The time up to which the caller has read: required; unix seconds, or unix milliseconds as in `group_pendency_add_time`.
        /// An earlier one than before changes nothing.
        pub timeStamp: u64,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub data: Option<String>,
    }
}

/// The page that a `TIMGroupGetPendencyList` asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PendenciesAsked {
    /// Only those made before.
    pub before: Option<Millis>,
    /// About how many.
    pub limit: usize,
}

/// The page that a `TIMGroupGetPendencyList` asks for.
///
/// # Errors
/// 10004 for a field of the wrong type.
pub fn pendencies_asked(request: &Request) -> Result<PendenciesAsked, Failure> {
    let params: GroupPendencyOption = decode(request.part("params"))?;
    let limit = params.group_pendency_option_max_limited.filter(|limit| *limit > 0).unwrap_or(DEFAULT_PAGE);
    Ok(PendenciesAsked {
        before: params.group_pendency_option_start_time.filter(|time| *time > 0).map(Millis),
        limit: usize::try_from(limit.min(MOST_PAGE)).unwrap_or(1),
    })
}

/// What a `TIMGroupGetPendencyList` has found.
#[derive(Clone, Copy, Debug)]
pub struct PendenciesFound<'a> {
    /// The rows, newest first.
    pub rows: &'a [(GroupId, Application)],
    /// There are more before this.
    pub next: Option<Millis>,
    /// How far the reader has read.
    pub read_up_to: Millis,
    /// How many newer ones wait.
    pub unread: usize,
    /// The accounts of those who made them.
    pub accounts: &'a Accounts,
}

/// What `TIMGroupGetPendencyList` answers to this reader.
pub fn pendencies_found(found: PendenciesFound<'_>, reader: &UserId, now: Millis, limits: &Limits) -> GroupPendencyResult {
    let shown = |(group, application): &(GroupId, Application)| {
        GroupPendency::of(group, application, found.accounts, reader, (now, limits))
    };
    GroupPendencyResult {
        group_pendency_result_next_start_time: found.next.map_or(0, |time| time.0),
        group_pendency_result_read_time_seq: found.read_up_to.0,
        group_pendency_result_unread_num: u32::try_from(found.unread).unwrap_or(u32::MAX),
        group_pendency_result_pendency_array: found.rows.iter().map(shown).collect(),
    }
}

/// The command that a `TIMGroupReportPendencyReaded` of this user asks for.
///
/// # Errors
/// 10004 for a time that is no whole number.
pub fn pendencies_read(request: &Request, user: UserId) -> Result<ReadApplications, Failure> {
    let params: ReportParams = decode(request.argument())?;
    let up_to = match params.timeStamp {
        // A time in seconds stands for all of that second: whoever cuts off the milliseconds of an entry has read the entry.
        seconds @ 0..FIRST_MILLIS if seconds > 0 => seconds.saturating_mul(1000).saturating_add(999),
        millis => millis,
    };
    Ok(ReadApplications { user, up_to: Millis(up_to) })
}
