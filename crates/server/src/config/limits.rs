//! `[limits]` and `[app.limits]`: a profile, and every number by itself (rule book 1.2, 2.1, 2.2, 9).

use crate::gate::Rates;
use opentim_domain::Limits;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// Calls per second of each command (rule book 9).
const CALLS: u32 = 200;
/// Calls per second of `get_appid_group_list` (rule book 9).
const LIST_CALLS: u32 = 1;

/// The numbers of an app.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Numbers {
    pub limits: Limits,
    pub rates: Rates,
}

/// A set of numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Profile {
    /// Sizes, member caps and list sizes; no quotas, no call rates.
    Open,
    /// The incumbent's, as far as they are built.
    Tencent,
}

impl Numbers {
    /// Profile `open`.
    pub const OPEN: Self = Self { limits: Limits::RECOMMENDED, rates: Rates { per_command: None, app_list: None } };
    const TENCENT: Self =
        Self { limits: Limits::RECOMMENDED, rates: Rates { per_command: Some(CALLS), app_list: Some(LIST_CALLS) } };
}

/// One row per number: its key, where it belongs, the least and the most it may be.
macro_rules! numbers {
    ($($(#[$doc:meta])* $key:ident => $($place:ident).+ : $least:literal ..= $most:literal,)+) => {
        /// A table of limits as it is written.
        #[derive(Deserialize, Default)]
        #[serde(deny_unknown_fields)]
        pub(super) struct Section {
            profile: Option<Profile>,
            #[serde(default)]
            allow_uncounted: bool,
            /// Calls per second of each command; 0 lifts the limit.
            calls_per_second: Option<u32>,
            /// Calls per second of `get_appid_group_list`; 0 lifts the limit.
            list_calls_per_second: Option<u32>,
            /// Seconds that an application waits; 0: for ever.
            application_seconds: Option<u64>,
            daily_new_groups: Option<IgnoredAny>,
            groups_per_user: Option<IgnoredAny>,
            groups_per_app: Option<IgnoredAny>,
            live_groups: Option<IgnoredAny>,
            broadcast_groups: Option<IgnoredAny>,
            communities: Option<IgnoredAny>,
            $($(#[$doc])* $key: Option<u64>,)+
        }

        impl Numbers {
            fn set_sizes(&mut self, section: &Section, place: &str, faults: &mut Vec<String>) {
                $(if let Some(given) = section.$key {
                    match given.try_into() {
                        Ok(number) if ($least..=$most).contains(&given) => self.limits.$($place).+ = number,
                        _ => faults.push(format!(
                            "{place}: {} must lie between {} and {}; {given} was given", stringify!($key), $least, $most
                        )),
                    }
                })+
            }
        }
    };
}

numbers! {
    name_bytes => name_bytes: 1..=100,
    introduction_bytes => introduction_bytes: 1..=400,
    notification_bytes => notification_bytes: 1..=400,
    face_url_bytes => face_url_bytes: 1..=500,
    name_card_bytes => name_card_bytes: 1..=50,
    group_fields => group_fields: 0..=20,
    group_field_bytes => group_field_bytes: 1..=512,
    member_fields => member_fields: 0..=20,
    member_field_bytes => member_field_bytes: 1..=512,
    field_key_bytes => field_key_bytes: 1..=64,
    create_members => create_members: 1..=500,
    work_members => caps.work: 1..=6000,
    public_members => caps.public: 1..=6000,
    meeting_members => caps.meeting: 1..=10_000,
    community_members => caps.community: 1..=1_000_000,
    import_members => import_cap: 1..=6000,
    import_members_most => import_cap_max: 1..=6000,
    info_groups => info_groups: 1..=50,
    joined_page => joined_page: 1..=5000,
    groups_page => groups_page: 1..=10_000,
    members_page => members_page: 1..=6000,
    banned_page => banned_page: 1..=1000,
    invite_members => invite_members: 1..=500,
    add_members => add_members: 1..=500,
    delete_members => delete_members: 1..=500,
    import_call_members => import_members: 1..=500,
    mute_members => mute_members: 1..=500,
    ban_members => ban_members: 1..=500,
    role_members => role_members: 1..=500,
    specified_members => specified_members: 1..=500,
    decide_applications => decide_applications: 1..=500,
    admins => admins: 0..=1000,
    live_admins => live_admins: 0..=100,
    live_members => live_members: 1..=10_000,
    marks => marks: 0..=100,
    marked_members => marked_members: 0..=10_000,
    apply_bytes => apply_bytes: 1..=1000,
    reason_bytes => reason_bytes: 1..=1000,
    search_keywords => search_keywords: 1..=20,
    search_rows => search_rows: 1..=10_000,
}

impl Section {
    /// The keys given for quotas that need counting, which is not built yet.
    fn uncounted(&self) -> Vec<&'static str> {
        [
            ("daily_new_groups", &self.daily_new_groups),
            ("groups_per_user", &self.groups_per_user),
            ("groups_per_app", &self.groups_per_app),
            ("live_groups", &self.live_groups),
            ("broadcast_groups", &self.broadcast_groups),
            ("communities", &self.communities),
        ]
        .into_iter()
        .filter_map(|(key, value)| value.is_some().then_some(key))
        .collect()
    }
}

impl Numbers {
    /// The numbers of a profile. What documents disagree about is no number and stays as it was chosen.
    fn start_from(&mut self, profile: &Self) {
        let policy = self.limits.policy;
        *self = profile.clone();
        self.limits.policy = policy;
    }

    /// Takes over what a table says.
    pub fn apply(&mut self, section: &Section, place: &str, faults: &mut Vec<String>) {
        for key in section.uncounted() {
            faults.push(format!("{place}: {key} is a quota that this version does not count yet; remove it"));
        }
        match section.profile {
            Some(Profile::Tencent) if !section.allow_uncounted => faults.push(format!(
                "{place}: profile \"tencent\" includes quotas that this version does not count yet (new groups per day, groups \
                 per user and per app, live groups, communities); say allow_uncounted = true to have its sizes, caps and call \
                 rates without them, or profile = \"open\""
            )),
            Some(Profile::Tencent) => self.start_from(&Self::TENCENT),
            Some(Profile::Open) => self.start_from(&Self::OPEN),
            None => {}
        }
        self.set_sizes(section, place, faults);
        if let Some(seconds) = section.application_seconds {
            self.limits.application_secs = (seconds > 0).then_some(seconds);
        }
        let rate = |given: Option<u32>, rate: &mut Option<u32>| {
            if let Some(given) = given {
                *rate = (given > 0).then_some(given);
            }
        };
        rate(section.calls_per_second, &mut self.rates.per_command);
        rate(section.list_calls_per_second, &mut self.rates.app_list);
        if self.limits.import_cap > self.limits.import_cap_max {
            faults.push(format!(
                "{place}: import_members ({}) is above import_members_most ({})",
                self.limits.import_cap, self.limits.import_cap_max
            ));
        }
    }
}
