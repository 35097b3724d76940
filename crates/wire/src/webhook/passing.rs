//! What is told once and never stored: presence in live groups, joins that met a full group, alarms.

use super::body::accounts;
use super::{Body, Callback, Form};
use opentim_domain::{GroupId, Kind, Millis, UserId};

/// Users came into a live group, or are gone from it.
pub fn presence(group: &GroupId, users: &[UserId], online: bool, at: Millis, form: Form) -> Body {
    Body::new(Callback::OnMemberStateChange, form, at)
        .with("GroupId", group.as_str())
        .with_type(Some(Kind::Live))
        .with("EventType", if online { "Online" } else { "Offline" })
        .with("MemberList", accounts(users))
}

/// Somebody could not join because the group is full.
pub fn full(group: &GroupId, at: Millis, form: Form) -> Body {
    Body::new(Callback::AfterGroupFull, form, at).with("GroupId", group.as_str())
}

/// So many groups were made today, net, of so many that may be.
pub fn quota_alarm(used: u64, quota: u64, at: Millis, form: Form) -> Body {
    Body::new(Callback::OnDailyGroupQuotaAlarm, form, at).with("QuotaUsed", used).with("Quota", quota)
}

/// A command of the REST interface is called more often than `limit` times a second; `refused` calls were refused since the last
/// alarm.
pub fn over_limit(service: &str, command: &str, refused: u64, limit: u32, at: Millis, form: Form) -> Body {
    Body::new(Callback::RequestOverLimit, form, at)
        .with("ServiceName", service)
        .with("Command", command)
        .with("Request", refused)
        .with("Limit", limit)
}
