//! `[limits]` and `[app.limits]`: a profile, and every number by itself (rule book 1.2, 1.6, 2.1, 2.2, 9).

use crate::gate::Rates;
use opentim_domain::Limits;
use serde::Deserialize;

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
    /// The incumbent's quotas and call rates too.
    Tencent,
}

impl Numbers {
    /// Profile `open`.
    pub const OPEN: Self = Self { limits: Limits::RECOMMENDED, rates: Rates { per_command: None, per_app: None, app_list: None } };
    // How many calls an app may make, all commands together, is not documented.
    const TENCENT: Self =
        Self { limits: Limits::TENCENT, rates: Rates { per_command: Some(CALLS), per_app: None, app_list: Some(LIST_CALLS) } };
}

/// One row per number: its key, where it belongs, the least and the most it may be.
macro_rules! numbers {
    ($($(#[$doc:meta])* $key:ident => $($place:ident).+ : $least:literal ..= $most:literal,)+) => {
        /// A table of limits as it is written.
        #[derive(Deserialize, Default)]
        #[serde(deny_unknown_fields)]
        pub(super) struct Section {
            profile: Option<Profile>,
            /// Calls per second of each command; 0 lifts the limit.
            calls_per_second: Option<u32>,
            /// Calls per second of `get_appid_group_list`; 0 lifts the limit.
            list_calls_per_second: Option<u32>,
            /// Seconds that an application waits; 0: for ever.
            application_seconds: Option<u64>,
            /// Calls per second of the app, all commands together; 0 lifts the limit.
            app_calls_per_second: Option<u32>,
            // Quotas and rates of sessions; 0 lifts the limit.
            daily_new_groups: Option<u64>,
            groups_per_user: Option<u64>,
            live_groups: Option<u64>,
            broadcast_rooms: Option<u64>,
            communities: Option<u64>,
            session_calls: Option<u32>,
            session_attribute_writes: Option<u32>,
            session_attribute_reads: Option<u32>,
            session_online_counts: Option<u32>,
            session_group_infos: Option<u32>,
            session_joined_lists: Option<u32>,
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
    attributes => attributes: 0..=100,
    attribute_key_bytes => attribute_key_bytes: 1..=128,
    attribute_value_bytes => attribute_value_bytes: 0..=16_000,
    attributes_bytes => attributes_bytes: 0..=64_000,
    counters => counters: 0..=100,
    counter_key_bytes => counter_key_bytes: 1..=256,
    permission_groups => permission_groups: 0..=1000,
    permission_group_name_bytes => permission_group_name_bytes: 1..=100,
    permission_group_custom_bytes => permission_group_custom_bytes: 0..=3000,
    permission_topics => permission_topics: 0..=5000,
    permission_members => permission_members: 1..=500,
    topics => topics.count: 0..=5000,
    topic_name_bytes => topics.name_bytes: 1..=100,
    topic_introduction_bytes => topics.introduction_bytes: 1..=400,
    topic_notification_bytes => topics.notification_bytes: 1..=400,
    topic_face_url_bytes => topics.face_url_bytes: 1..=500,
    topic_custom_bytes => topics.custom_bytes: 0..=3000,
    invite_links => links.count: 0..=1000,
    invite_link_seconds => links.longest_secs: 1..=2_000_000_000,
    invite_link_uses => links.most_uses: 1..=1_000_000_000,
    nick_bytes => profiles.nick_bytes: 1..=500,
    profile_face_url_bytes => profiles.face_url_bytes: 1..=500,
    signature_bytes => profiles.signature_bytes: 1..=500,
    location_bytes => profiles.location_bytes: 1..=500,
    profile_fields => profiles.fields: 0..=50,
    profile_field_key_bytes => profiles.field_key_bytes: 1..=64,
    profile_field_bytes => profiles.field_bytes: 1..=500,
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
        match section.profile {
            Some(Profile::Tencent) => self.start_from(&Self::TENCENT),
            Some(Profile::Open) => self.start_from(&Self::OPEN),
            None => {}
        }
        self.set_sizes(section, place, faults);
        if let Some(seconds) = section.application_seconds {
            self.limits.application_secs = (seconds > 0).then_some(seconds);
        }
        self.set_rates(section);
        if self.limits.import_cap > self.limits.import_cap_max {
            faults.push(format!(
                "{place}: import_members ({}) is above import_members_most ({})",
                self.limits.import_cap, self.limits.import_cap_max
            ));
        }
    }

    /// Quotas and rates, for which 0 says that there is none.
    fn set_rates(&mut self, section: &Section) {
        fn set<T: Copy + PartialEq + Default>(limit: &mut Option<T>, given: Option<T>) {
            if let Some(given) = given {
                *limit = (given != T::default()).then_some(given);
            }
        }
        set(&mut self.rates.per_command, section.calls_per_second);
        set(&mut self.rates.per_app, section.app_calls_per_second);
        set(&mut self.rates.app_list, section.list_calls_per_second);
        let quotas = &mut self.limits.quotas;
        set(&mut quotas.groups_per_day, section.daily_new_groups);
        set(&mut quotas.groups_per_user, section.groups_per_user);
        set(&mut quotas.live_groups, section.live_groups);
        set(&mut quotas.broadcast_rooms, section.broadcast_rooms);
        set(&mut quotas.communities, section.communities);
        let session = &mut self.limits.session_rates;
        set(&mut session.calls, section.session_calls);
        set(&mut session.attribute_writes, section.session_attribute_writes);
        set(&mut session.attribute_reads, section.session_attribute_reads);
        set(&mut session.online_counts, section.session_online_counts);
        set(&mut session.group_infos, section.session_group_infos);
        set(&mut session.joined_lists, section.session_joined_lists);
    }
}
