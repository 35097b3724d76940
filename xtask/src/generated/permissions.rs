//! docs/permissions.md: who may do what in which type of group, from the table that the rules ask.

mod choices;
mod groups;
mod types;
mod words;

use crate::Fault;
use choices::CHOICES;
use opentim_domain::{Action, Kind, Place, Policy, Role, needed};
use std::fmt::Write as _;
use words::{action, name, place};

/// The types in the order of the columns.
const KINDS: [Kind; 6] = [Kind::Work, Kind::Public, Kind::Meeting, Kind::Community, Kind::Live, Kind::BChatRoom];

const HEAD: &str = "\
# Permissions

Written by `cargo xtask gen` from the table in `crates/domain/src/permission.rs` that every call is asked against, whichever way it
comes.

Four stand towards a group, each above the one before: a **member**, an **admin**, the **owner**, and the **app** itself, that is its
admin account over REST. The app need not be a member. Somebody outside may do nothing but join, and look at what the group shows.

- In a community where [permission groups](#permission-groups) rule, an admin is a member, and bits say what a member may besides.
- A cell names the lowest who may; everybody above may too. *Nobody* includes the app.
- A number in brackets refers to a [setting](#settings) that moves the cell.
- What is done to somebody (appoint, remove, ban, mute, change the record of another) can only be done to those **below**: admins
  act on ordinary members, owners on admins and members, the app on all. Nobody acts on an equal, a superior or himself.
- The owner is removed or banned by nobody, not even by the app: he hands the group over, or it ends.
- Nobody is made owner by a role, and nobody makes himself anything: ownership is handed over by the owner or the app.
- A refusal changes nothing and says which rule refused: what was tried, from where, and what it takes (10007).

## Who may do what

";

const AFTER: &str = "
Some calls have rules besides the table:

- *Invite*: what happens to the invited is the group's invite option. `DisableInvite` lets nobody invite, not even the owner; with
  `NeedPermission` owner and admins bring users in at once, and the invitation of a member waits for them; `FreeAccess` lets everybody
  in at once. The app is asked nothing and adds whom it likes.
- *Decide on applications*: each is decided once; the second who decides gets 10024. Where the invited must agree himself, only he
  decides, or the app for him.
- *Receive option*: everybody chooses his own; besides him only the app may.
- *Add and import members, set unread numbers*: only the app, over REST.
- *Live groups over REST*: `delete_group_member` does not remove from them (10004), and members are not listed (10007).
- *Banned users* come back by no way before their time, neither by joining nor by invitation, approval, adding or import.
- *The last to leave* ends the group.
- *Attributes and counters*: the members of a live group are those who are present. Topics have neither, communities no counters.
";

pub fn text() -> Result<String, Fault> {
    let mut text = HEAD.to_owned();
    matrix(&mut text)?;
    text.push_str(AFTER);
    groups::write(&mut text)?;
    settings(&mut text)?;
    types::write(&mut text)?;
    Ok(text)
}

fn matrix(text: &mut String) -> Result<(), Fault> {
    let names: Vec<_> = KINDS.into_iter().map(name).collect();
    writeln!(text, "| | {} |\n| --- |{}", names.join(" | "), " --- |".repeat(KINDS.len()))?;
    for action in Action::ALL {
        let cells: Vec<_> = KINDS.into_iter().map(|kind| cell(action, kind)).collect();
        writeln!(text, "| {} | {} |", self::action(action), cells.join(" | "))?;
    }
    Ok(())
}

fn cell(action: Action, kind: Kind) -> String {
    let mut cell = if action == Action::Quit && !kind.rules().owner_may_quit {
        "all but the owner".to_owned()
    } else {
        lowest(action, kind, &Policy::RECOMMENDED)
    };
    for (at, choice) in CHOICES.iter().enumerate() {
        if moves(choice.other, action, kind) {
            cell += &format!(" [{}]", at + 1);
        }
    }
    cell
}

fn lowest(action: Action, kind: Kind, policy: &Policy) -> String {
    match needed(action, kind, policy) {
        None => "nobody".to_owned(),
        // There is nobody between the members and the owner.
        Some(Place::Inside(Role::Admin)) if !kind.rules().admins => place(Place::Inside(Role::Owner)).to_owned(),
        Some(lowest) => place(lowest).to_owned(),
    }
}

fn moves(other: fn(&mut Policy), action: Action, kind: Kind) -> bool {
    let mut policy = Policy::RECOMMENDED;
    other(&mut policy);
    needed(action, kind, &policy) != needed(action, kind, &Policy::RECOMMENDED)
}

const SETTINGS: &str = "
## Settings

Where the documents of the incumbent disagree, each version can be had: the keys below stand in `[policy]` of the server's
configuration for all apps, in `[app.policy]` for one, and, all but `imported_only`, in `policy` among the options of the addon.
What is not set is as recommended.

| | key | recommended | then | the other version | moves |
| --- | --- | --- | --- | --- | --- |
";

fn settings(text: &mut String) -> Result<(), Fault> {
    text.push_str(SETTINGS);
    for (at, choice) in CHOICES.iter().enumerate() {
        let (key, value, then, other) = (choice.key, choice.recommended, choice.then, choice.otherwise);
        writeln!(text, "| {} | `{key}` | `{value}` | {then} | {other} | {} |", at + 1, moved(choice.other))?;
    }
    Ok(())
}

/// What of the matrix a setting moves, and to whom.
fn moved(other: fn(&mut Policy)) -> String {
    let mut policy = Policy::RECOMMENDED;
    other(&mut policy);
    let mut said = Vec::new();
    for action in Action::ALL {
        let kinds: Vec<_> = KINDS.into_iter().filter(|kind| moves(other, action, *kind)).collect();
        if let Some(first) = kinds.first() {
            let names: Vec<_> = kinds.iter().map(|kind| name(*kind)).collect();
            said.push(format!("{}: {} in {}", self::action(action), lowest(action, *first, &policy), names.join(", ")));
        }
    }
    if said.is_empty() { "nothing in the table".to_owned() } else { said.join("; ") }
}

#[cfg(test)]
mod tests;
