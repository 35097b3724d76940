//! `TIMGroupSetGroupCounters`, `TIMGroupGetGroupCounters`, `TIMGroupIncreaseGroupCounter`, `TIMGroupDecreaseGroupCounter` and
//! `opentimDeleteGroupCounters`.

use super::id;
use crate::sdk::codes::Failure;
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::number::CounterValue;
use crate::sdk::request::Request;
use opentim_domain::GroupId;
use opentim_domain::counter::{ChangeCounters, CounterMode, DeleteCounters};
use serde::{Deserialize, Serialize};

described! {
    /// A counter of a group.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
    pub struct GroupCounter as "GroupCounter" {
        /// The key: at most 128 bytes of UTF-8, at least one visible character (10004). A group holds 20 keys (10063).
        pub group_counter_key: String,
        /// The value: a whole number from -2^63 to 2^63 - 1 (10004). Up to 2^53 - 1 on either side of 0, where JavaScript numbers are
        /// exact, answers and events hold a number, beyond that decimal text. Given are decimal text or a BigInt, or up to there a
        /// number.
        pub group_counter_value: CounterValue,
    }
}

described! {
    /// Which counters of which group.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GroupCountersParam as "GroupCountersParam" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// The counters: required; each key once (10004).
        pub json_group_counter_array: Vec<GroupCounter>,
    }
}

described! {
    /// Argument of `TIMGroupSetGroupCounters`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GroupCounterParams as "GroupCounterParams" {
        /// Which counters of which group.
        pub params: GroupCountersParam,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// Argument of `TIMGroupGetGroupCounters` and `opentimDeleteGroupCounters`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GetGroupCounterParams as "GetGroupCounterParams" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// Their keys; an empty array, or nothing where they are deleted, stands for all of them. Keys that are not there are passed
        /// over.
        pub json_group_counter_key_array: Option<Vec<String>>,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// Argument of `TIMGroupIncreaseGroupCounter` and `TIMGroupDecreaseGroupCounter`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct IncreaseGroupCounterParam as "IncreaseGroupCounterParam" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// Key of the counter; one that is not there counts from 0.
        pub group_counter_key: String,
        /// By how much: required; written as every value of a counter. The result must be one, too (10004).
        pub group_counter_value: CounterValue,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

impl GroupCounter {
    pub(in crate::sdk) fn of(key: &str, value: i64) -> Self {
        Self { group_counter_key: key.to_owned(), group_counter_value: CounterValue(value) }
    }
}

/// The command that a `TIMGroupSetGroupCounters` asks for.
///
/// # Errors
/// 10015 for a malformed id; 10004.
pub fn set_counters(request: &Request) -> Result<ChangeCounters, Failure> {
    let GroupCounterParams { params, .. } = decode(request.argument())?;
    let pair = |counter: GroupCounter| (counter.group_counter_key, counter.group_counter_value.0);
    let counters = params.json_group_counter_array.into_iter().map(pair).collect();
    Ok(ChangeCounters { group: id::group(&params.group_id)?, counters, mode: CounterMode::Set })
}

/// The command that a `TIMGroupIncreaseGroupCounter` or `TIMGroupDecreaseGroupCounter` asks for.
///
/// # Errors
/// 10015 for a malformed id; 10004.
pub fn count(request: &Request, mode: CounterMode) -> Result<ChangeCounters, Failure> {
    let params: IncreaseGroupCounterParam = decode(request.argument())?;
    let counters = vec![(params.group_counter_key, params.group_counter_value.0)];
    Ok(ChangeCounters { group: id::group(&params.group_id)?, counters, mode })
}

/// Group and keys that a `TIMGroupGetGroupCounters` asks for; no keys: all of them.
///
/// # Errors
/// 10015 for a malformed id; 10004.
pub fn counters_asked(request: &Request) -> Result<(GroupId, Option<Vec<String>>), Failure> {
    let params: GetGroupCounterParams = decode(request.argument())?;
    Ok((id::group(&params.group_id)?, params.json_group_counter_key_array.filter(|keys| !keys.is_empty())))
}

/// The command that an `opentimDeleteGroupCounters` asks for.
///
/// # Errors
/// 10015 for a malformed id; 10004.
pub fn delete_counters(request: &Request) -> Result<DeleteCounters, Failure> {
    let (group, keys) = counters_asked(request)?;
    Ok(DeleteCounters { group, keys })
}

/// Counters as the dialect lists them.
pub fn counters_found(counters: &[(String, i64)]) -> Vec<GroupCounter> {
    counters.iter().map(|(key, value)| GroupCounter::of(key, *value)).collect()
}
