//! `modify_user_info` (rule book 4.5; REST: Live group marks).

use super::on;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Object, Text, Whole};
use opentim_domain::UserId;
use opentim_domain::member::MarkMembers;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(rename = "CommandType")]
    command: Whole,
    #[serde(borrow, rename = "MemberList")]
    members: List<Object<Row<'a>>>,
}

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow, rename = "Member_Account")]
    user: Text<'a>,
    #[serde(rename = "Marks")]
    marks: List<Whole>,
}

/// Reads the request: one change for each mark that it names.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, a mark of more than 32 bits, no mark at all; 10005 for
/// more than `most` accounts.
pub fn read(body: &[u8], most: usize) -> Result<Vec<MarkMembers>, Failure> {
    let body: Body<'_> = body::read(body)?;
    let group = account::group(&body.group)?;
    let on = on(body.command)?;
    let given = body.members.0.len();
    if given > most {
        return Err(account::too_many("MemberList", given, most));
    }
    let mut marked: BTreeMap<u32, Vec<UserId>> = BTreeMap::new();
    for (at, Object(Row { user, marks })) in body.members.0.iter().enumerate() {
        let user = account::user(&format!("MemberList[{at}].Member_Account"), user)?;
        for (which, mark) in marks.0.iter().enumerate() {
            let mark = mark.within_32_bits(&format!("MemberList[{at}].Marks[{which}]"))?;
            marked.entry(mark).or_default().push(user.clone());
        }
    }
    if marked.is_empty() {
        return Err(Failure::parameter("MemberList is required: name at least one account with at least one of its Marks"));
    }
    Ok(marked.into_iter().map(|(mark, users)| MarkMembers { group: group.clone(), users, mark, on }).collect())
}
