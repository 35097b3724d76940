//! The alarm when the quota of new groups a day is nearly used up, and when it is.

use super::Target;
use opentim_domain::{EventBody, Millis};
use opentim_store::{Logged, Store, StoreError};
use opentim_wire::webhook::{Callback, quota_alarm};

/// Parts of the quota in percent that alarm.
const LEVELS: [u64; 2] = [80, 100];

/// What has been said today.
#[derive(Default)]
pub(super) struct QuotaAlarm {
    day: u64,
    said: u64,
    grown: bool,
}

impl QuotaAlarm {
    /// Looks at an event of the log.
    pub fn see(&mut self, logged: &Logged) {
        self.grown |= matches!(logged.event.event.body, EventBody::Created { .. } | EventBody::Imported { .. });
    }

    /// Says how far the quota is used, if that is due.
    pub async fn say(&mut self, store: &dyn Store, target: &Target, now: Millis) -> Result<(), StoreError> {
        let Some(quota) = target.groups_per_day.filter(|quota| *quota > 0) else { return Ok(()) };
        if !std::mem::take(&mut self.grown) || !target.wants(Callback::OnDailyGroupQuotaAlarm) {
            return Ok(());
        }
        let used = store.groups_today(target.app).await?;
        if self.due(used, quota, now) {
            target.pass(quota_alarm(used, quota, now, target.form));
        }
        Ok(())
    }

    fn due(&mut self, used: u64, quota: u64, now: Millis) -> bool {
        let day = now.day();
        if self.day != day {
            (self.day, self.said) = (day, 0);
        }
        let reached = |level: &u64| used.saturating_mul(100) >= quota.saturating_mul(*level);
        let level = LEVELS.into_iter().filter(reached).max().unwrap_or(0);
        let due = level > self.said;
        self.said = self.said.max(level);
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opentim_domain::DAY_MS;

    #[test]
    fn each_level_alarms_once_a_day() {
        let mut alarm = QuotaAlarm::default();
        let today = |used| (used, 10, Millis(5 * DAY_MS + 7));
        let due = |alarm: &mut QuotaAlarm, (used, quota, now)| alarm.due(used, quota, now);
        let said: Vec<bool> = [7, 8, 9, 8, 10, 10].into_iter().map(|used| due(&mut alarm, today(used))).collect();
        assert_eq!(said, [false, true, false, false, true, false]);
        assert!(alarm.due(9, 10, Millis(6 * DAY_MS)));
        assert!(!alarm.due(3, 10, Millis(7 * DAY_MS)));
    }
}
