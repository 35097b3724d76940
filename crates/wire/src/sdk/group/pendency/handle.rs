//! `TIMGroupHandlePendency`, and the same for several entries at once.

use super::record::GroupPendency;
use crate::sdk::codes::Failure;
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::group::invite::HandleResult;
use crate::sdk::method::Uses;
use crate::sdk::request::Request;
use opentim_domain::application::HandleApplications;
use opentim_domain::{Field, GroupId, Limits, Millis, Outcome, Reject, UserId};
use serde::{Deserialize, Serialize};

/// The code of an entry that was decided before (rule book 5.1).
const HANDLED_BEFORE: i32 = 10024;

described! {
    /// A decision.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GroupHandlePendencyParam as "GroupHandlePendencyParam" {
        /// true accepts, false (default) refuses.
        pub group_handle_pendency_param_is_accept: Option<bool>,
        /// Words for who made the entry: at most 300 bytes of UTF-8 (10004).
        pub group_handle_pendency_param_handle_msg: Option<String>,
        /// The entry as `TIMGroupGetPendencyList` gave it: required.
        pub group_handle_pendency_param_pendency: GroupPendency,
    }
}

described! {
    /// Argument of `TIMGroupHandlePendency`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct HandlePendencyParams as "HandlePendencyParams" {
        /// The decision.
        pub params: GroupHandlePendencyParam,
        /// Handed back untouched as `user_data`.
        pub data: Option<String>,
    }
}

described! {
    /// One decision on several entries.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GroupHandlePendencyListParam as "GroupHandlePendencyListParam" {
        /// true accepts, false (default) refuses.
        pub group_handle_pendency_list_param_is_accept: Option<bool>,
        /// Words for those who made the entries: at most 300 bytes of UTF-8 (10004).
        pub group_handle_pendency_list_param_handle_msg: Option<String>,
        /// The entries as `TIMGroupGetPendencyList` gave them: required; at least 1 (10004) and at most 100 (10005), of one group or
        /// several.
        pub group_handle_pendency_list_param_pendency_array: Vec<GroupPendency>,
    }
}

described! {
    /// Argument of `opentimGroupHandlePendencyList`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct HandlePendencyListParams as "HandlePendencyListParams" {
        /// The decision.
        pub params: GroupHandlePendencyListParam,
        /// Handed back untouched as `user_data`.
        pub data: Option<String>,
    }
}

described! {
    /// What became of one entry.
    #[derive(Clone, Debug, Serialize)]
    pub struct GroupHandlePendencyResult as "GroupHandlePendencyResult" {
        /// Id of the group.
        pub group_handle_pendency_result_group_id: String,
        /// User id of who would join by it.
        pub group_handle_pendency_result_identifier: String,
        /// 0 refused, 1 done, 2 handled before.
        pub group_handle_pendency_result_result: HandleResult,
        /// 0, or why it was refused: 10024 handled before, 10007, 10010, 10014 and so on.
        pub group_handle_pendency_result_code: i32,
        /// Empty, or the reason in words.
        pub group_handle_pendency_result_desc: String,
    }
}

/// The command that a `TIMGroupHandlePendency` asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed entry.
pub fn handle_pendency(request: &Request) -> Result<HandleApplications, Failure> {
    let params: GroupHandlePendencyParam = decode(request.part("params"))?;
    let (group, user, at) = params.group_handle_pendency_param_pendency.meant()?;
    Ok(HandleApplications {
        group,
        applications: vec![(user, at)],
        accept: params.group_handle_pendency_param_is_accept.unwrap_or_default(),
        reason: params.group_handle_pendency_param_handle_msg.unwrap_or_default(),
    })
}

/// What an `opentimGroupHandlePendencyList` asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PendencyList {
    /// One command for each group, in the order in which the groups are first named; a further one for entries of the same user that
    /// were made at another time, since a command decides on one of them.
    pub commands: Vec<HandleApplications>,
    /// The entries in the order given.
    pub entries: Vec<PendencyEntry>,
}

/// One entry: its group, who would join by it, and when it was made, if that is said.
pub type PendencyEntry = (GroupId, UserId, Option<Millis>);

/// The commands that an `opentimGroupHandlePendencyList` asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed entry, with its place; 10004 for none, 10005 for too many.
pub fn handle_pendencies(request: &Request, limits: &Limits) -> Result<PendencyList, Failure> {
    let params: GroupHandlePendencyListParam = decode(request.part("params"))?;
    let pendencies = params.group_handle_pendency_list_param_pendency_array;
    let refused = |reject: &Reject| Err(Failure::of(reject, Uses::GroupHandlePendencyList));
    let limit = limits.decide_applications;
    if pendencies.is_empty() {
        return refused(&Reject::NobodyNamed { field: Field::Application });
    }
    if pendencies.len() > limit {
        return refused(&Reject::TooManyAccounts { limit, given: pendencies.len() });
    }
    let accept = params.group_handle_pendency_list_param_is_accept.unwrap_or_default();
    let reason = params.group_handle_pendency_list_param_handle_msg.unwrap_or_default();
    let mut list = PendencyList { commands: Vec::new(), entries: Vec::new() };
    for (at, pendency) in pendencies.iter().enumerate() {
        let (group, user, time) = pendency.meant().map_err(|failure| placed(at, failure))?;
        list.entries.push((group.clone(), user.clone(), time));
        list.add(group, user, time, accept, &reason);
    }
    Ok(list)
}

/// The same failure with the place of the entry that it is about.
fn placed(at: usize, failure: Failure) -> Failure {
    Failure::new(failure.code, format!("group_handle_pendency_list_param_pendency_array[{at}]: {}", failure.desc))
}

impl PendencyList {
    fn add(&mut self, group: GroupId, user: UserId, time: Option<Millis>, accept: bool, reason: &str) {
        let entry = (user, time);
        let other = |one: &(UserId, Option<Millis>)| one.0 == entry.0 && one.1 != entry.1;
        let mut of_group = self.commands.iter_mut().filter(|command| command.group == group);
        match of_group.find(|command| !command.applications.iter().any(other)) {
            Some(command) => command.applications.push(entry),
            None => self.commands.push(HandleApplications { group, applications: vec![entry], accept, reason: reason.to_owned() }),
        }
    }
}

/// What `opentimGroupHandlePendencyList` answers: for each entry what became of it.
pub fn handled_pendencies(outcomes: Vec<(GroupId, UserId, Result<(), Failure>)>) -> Vec<GroupHandlePendencyResult> {
    let result = |(group, user, outcome): (GroupId, UserId, Result<(), Failure>)| {
        let (result, code, desc) = match outcome {
            Ok(()) => (Outcome::Done, 0, String::new()),
            Err(Failure { code: HANDLED_BEFORE, desc }) => (Outcome::Already, HANDLED_BEFORE, desc),
            Err(Failure { code, desc }) => (Outcome::Failed, code, desc),
        };
        GroupHandlePendencyResult {
            group_handle_pendency_result_group_id: group.to_string(),
            group_handle_pendency_result_identifier: user.to_string(),
            group_handle_pendency_result_result: result.into(),
            group_handle_pendency_result_code: code,
            group_handle_pendency_result_desc: desc,
        }
    };
    outcomes.into_iter().map(result).collect()
}
