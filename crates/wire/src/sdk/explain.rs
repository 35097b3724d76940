//! `explain`: may the caller do this now, and by which rule. Only in opentim.

use super::codes::{BAD_ARGUMENT, Failure};
use super::described::described;
use super::method::{Does, Method, Uses};
use super::number::GroupType;
use super::request::{Refused, Request};
use crate::explained::{action_name, needed_name, place_name};
use opentim_domain::Check;
use serde::{Deserialize, Serialize};
use serde_json::Value;

described! {
    /// Argument of `explain`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct ExplainParams as "ExplainParams" {
        /// Name of a method that changes a group: required.
        pub method: String,
        /// The argument that it would be called with: required.
        #[serde(skip_deserializing)]
        pub params: AnyArgument,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

/// The argument of another method.
#[derive(Clone, Copy, Debug, Default)]
pub struct AnyArgument;

#[cfg(feature = "typings")]
impl super::described::Typed for AnyArgument {
    fn type_name() -> String {
        "any".to_owned()
    }
}

described! {
    /// A right that was looked at.
    #[derive(Clone, Debug, Serialize)]
    pub struct ExplainedRule as "ExplainedRule" {
        /// What the caller wants to do: `disband`, `edit_profile`, `kick` ...; docs/permissions.md has the table of them.
        pub action: &'static str,
        /// He may.
        pub allowed: bool,
        /// Type of the group.
        pub group_type: GroupType,
        /// Where he stands: `outsider`, `member`, `admin`, `owner` or `app`.
        pub place: &'static str,
        /// From where on it is allowed: the same words, or `nobody`.
        pub needed: &'static str,
        /// Where permission groups rule: the bit of the right in the community that gives it to a member.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub permission_bit: Option<u32>,
        /// The same in the topic that it is about.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub topic_permission_bit: Option<u32>,
    }
}

described! {
    /// Result of `explain`.
    #[derive(Clone, Debug, Serialize)]
    pub struct ExplainResult as "ExplainResult" {
        /// The call would be done as things are now.
        pub allowed: bool,
        /// The code that it would be refused with; 0: it would be done.
        pub code: i32,
        /// What would be wrong with it, and what to mend; or empty.
        pub desc: String,
        /// The rights that were looked at, in order. Empty when it would be refused before that.
        pub rules: Vec<ExplainedRule>,
    }
}

/// The call that an `explain` is about.
///
/// # Errors
/// -4 for a name of no method that changes a group.
pub fn call_to_explain(request: &Request) -> Result<(Uses, Result<Request, Failure>), Failure> {
    let name = request.part("method").as_str().unwrap_or_default();
    let uses = Method::named(name).and_then(|method| match method.does {
        Does::Uses(uses) if uses.is_change() => Some((method, uses)),
        _ => None,
    });
    let Some((method, uses)) = uses else {
        let name: String = name.chars().take(80).collect();
        let desc = format!("method must be the name of a method that changes a group, {name:?} was given");
        return Err(Failure::new(BAD_ARGUMENT, desc));
    };
    let text = match request.part("params") {
        Value::Null => None,
        argument => Some(argument.to_string()),
    };
    let inner = Request::parse(method, text.as_deref()).map_err(|Refused { failure, .. }| failure);
    Ok((uses, inner))
}

/// The result of an `explain`.
pub fn explained(refused: Option<Failure>, checks: &[Check]) -> ExplainResult {
    let allowed = refused.is_none();
    let Failure { code, desc } = refused.unwrap_or(Failure { code: 0, desc: String::new() });
    ExplainResult { allowed, code, desc, rules: checks.iter().map(rule).collect() }
}

fn rule(check: &Check) -> ExplainedRule {
    ExplainedRule {
        action: action_name(check.action),
        allowed: check.allowed,
        group_type: GroupType(check.kind),
        place: place_name(check.place),
        needed: needed_name(check.needed),
        permission_bit: check.given_by.community.map(|right| right.bit()),
        topic_permission_bit: check.given_by.topic.map(|right| right.bit()),
    }
}

#[cfg(test)]
mod tests;
