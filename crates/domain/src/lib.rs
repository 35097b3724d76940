//! The rules of groups: who may do what, what changes and who is told.
//!
//! Everything here is pure: no I/O, no clock, no randomness, no async, no JSON. An operation is a [`Command`]: it names the
//! records it must read ([`ReadSet`]) and then decides from exactly those ([`View`]) what changes ([`Decision`]), or refuses
//! with a [`Reject`]. Loading, committing and translating are other crates' work.
#![no_std]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test fails by panicking"))]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod account;
mod actor;
pub mod application;
pub mod attribute;
mod change;
mod claim;
mod command;
pub mod counter;
mod draft;
mod effect;
mod event;
pub mod group;
mod id;
mod kind;
mod limits;
pub mod link;
pub mod live;
pub mod member;
mod permission;
pub mod permission_group;
pub mod record;
mod reject;
pub mod sanction;
mod target;
mod text;
mod time;
pub mod topic;
mod view;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod scene;

pub use account::{Account, AccountState};
pub use actor::{Actor, Face, Standing};
pub use application::{Application, ApplicationKind, ApplicationState};
pub use change::{Assert, Change};
pub use claim::Claim;
pub use command::{Command, Context, Decision, Draw, Home, Question, Step};
pub use effect::{Listing, Notice, UserEffect};
pub use event::{AttributeChange, CounterChange, Entry, EventBody, EventDraft, FieldChange, InfoChange, MemberChange, TopicRights};
pub use id::{AppId, GroupId, IdFault, LinkId, PermissionGroupId, TopicId, UserId};
pub use kind::{InviteOption, JoinOption, Kind, KindRules, Listed, MsgFlag, Role, StoredMembers};
pub use limits::{Limits, LinkLimits, MOST_WATCHED, MemberCaps, Policy, ProfileLimits, Quotas, SessionRates, TopicLimits};
pub use permission::{Action, Asker, Check, GivenBy, Place, Right, TopicRight, Trace, above, may, needed};
pub use record::{Record, RecordClass, RecordKey};
pub use reject::{Field, Reject};
pub use sanction::{Sanction, Sanctions};
pub use target::{Outcome, Target};
pub use text::CustomField;
pub use time::{DAY_MS, Millis, Secs};
pub use view::{HeadView, ReadSet, View};
