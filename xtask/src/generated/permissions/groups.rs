//! What permission groups give where they rule.

use super::words::action;
use crate::Fault;
use opentim_domain::{Action, GivenBy, Right, TopicRight};
use opentim_wire::{right_name, topic_right_name};
use std::fmt::Write as _;

const HEAD: &str = "
## Permission groups

A community with topics can have its permission groups rule (`EnablePermission`, `group_..._enable_permission_group`). Then the role of
an admin gives nothing: admins are members. Owner and app keep everything. What else a member may is said by bits: those of the
community's default permissions, which every member has, and those of each permission group that he is in, all together.

- What the table above gives to every member needs no bit. What it gives to the owner alone no bit gives: handing the group over,
  disbanding it, appointing admins, switching permission groups, changing the default permissions.
- Whoever has the right acts on all members, admins among them, but never on the owner, and not on himself.
- *Bans*: only where permission groups rule does a community know bans, by the owner, the app, and who has the bit.
- Nobody gives rights that he has not himself: neither by creating or changing a permission group, nor by putting somebody into one, nor
  in a topic. The owner and the app give any. Taking rights away takes only the right to change the permission group.
- A right in a topic is had by the bits that a permission group has there. What is marked *everywhere* is had in every topic by the bit
  of the community.
- Who leaves the community leaves its permission groups.
- While permission groups do not rule, they can be prepared by the owner and the app, and give nothing.
- What a decision rests on must still be so when it is written: who loses the right meanwhile changes nothing.
- A refusal (10007) names the bits of which any one would do.
- Calls hold rights as one number: bit 4 alone is 16, bits 0 and 4 together are 17.

";

pub fn write(text: &mut String) -> Result<(), Fault> {
    text.push_str(HEAD);
    writeln!(text, "| bit | in the community | gives |\n| --- | --- | --- |")?;
    for one in Right::ALL {
        writeln!(text, "| {} | {} | {} |", one.bit(), right_name(one), given(|by| by.community == Some(one)))?;
    }
    writeln!(text, "\n| bit | in a topic | gives | everywhere |\n| --- | --- | --- | --- |")?;
    for one in TopicRight::ALL {
        let everywhere = one.everywhere();
        let (bit, gives) = (one.bit(), given(|by| by.topic == Some(one)));
        writeln!(text, "| {bit} | {} | {gives} | {} ({}) |", topic_right_name(one), everywhere.bit(), right_name(everywhere))?;
    }
    Ok(())
}

/// The actions that a right gives.
fn given(by: impl Fn(GivenBy) -> bool) -> String {
    let actions: Vec<_> = Action::ALL.into_iter().filter(|action| by(GivenBy::of(*action))).map(action).collect();
    if actions.is_empty() { "kept and told; about messages, which opentim does not have".to_owned() } else { actions.join("; ") }
}
