//! What the back end is asked.

use super::body::accounts;
use super::{Body, Callback, Form};
use opentim_domain::{Actor, InviteOption, Kind, Millis, Question};
use serde_json::{Map, json};

/// Groups that the one who creates another owns already, by type.
pub type Owned = Vec<(Kind, u64)>;

/// The event of a question.
pub const fn callback(question: &Question) -> Callback {
    match question {
        Question::BeforeCreate { .. } => Callback::BeforeCreateGroup,
        Question::BeforeApply { .. } => Callback::BeforeApplyJoinGroup,
        Question::BeforeInvite { .. } => Callback::BeforeInviteJoinGroup,
        Question::BeforeCreateTopic { .. } => Callback::BeforeCreateTopic,
    }
}

/// The body of a question. `owned` counts at the creation of a group only.
pub fn before(question: &Question, actor: &Actor, owned: &Owned, at: Millis, form: Form) -> Body {
    let body = Body::new(callback(question), form, at);
    let operator = actor.user.as_str();
    match question {
        Question::BeforeCreate { kind, name, owner, members, invite } => {
            let same = owned.iter().find(|(of, _)| of == kind).map_or(0, |(_, count)| *count);
            let by_type: Map<_, _> = owned.iter().map(|(kind, count)| (form.type_name(*kind).to_owned(), json!(count))).collect();
            body.with_type(Some(*kind))
                .with("Operator_Account", operator)
                .with("Owner_Account", owner.as_ref().map_or("", |owner| owner.as_str()))
                .with("Name", name.as_str())
                .with("CreateGroupNum", same)
                .with("CreatedGroupNum", by_type)
                .with("InviteOption", invite_name(*invite))
                .with("MemberList", accounts(members))
        }
        Question::BeforeApply { group, kind } => {
            body.with("GroupId", group.as_str()).with_type(Some(*kind)).with("Requestor_Account", operator)
        }
        Question::BeforeInvite { group, kind, users } => body
            .with("GroupId", group.as_str())
            .with_type(Some(*kind))
            .with("Operator_Account", operator)
            .with("DestinationMembers", accounts(users)),
        Question::BeforeCreateTopic { group, name } => body
            .with("GroupId", group.as_str())
            .with_type(Some(Kind::Community))
            .with("Operator_Account", operator)
            .with("Name", name.as_str()),
    }
}

const fn invite_name(option: InviteOption) -> &'static str {
    match option {
        InviteOption::Free => "FreeAccess",
        InviteOption::Approval => "NeedPermission",
        InviteOption::Disabled => "DisableInvite",
    }
}
